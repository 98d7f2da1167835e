"""Tallies put together: sums by one of their parts, the largest first, and months without a gap."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from kpi.facts.measuring.fact_rows import Group
from kpi.facts.reader import Reader, can_tell
from kpi.language import N_
from kpi.programme.measure import Condition, Term, Window
from kpi.programme.plan import Programme
from kpi.programme.vocabulary import Choice
from kpi.sentences import Said, say
from kpi.views.table import Table, table
from kpi.views.value_words import choice_word

Counted = Mapping[str | None, Fraction]
MEMBERS = Term(
    register_name="memberships",
    add="distinct",
    of="organisation",
    dates=("member_since", "member_until"),
    window=Window(kind="in_force"),
)
"""The organisations with a membership in force, each once."""
NO_MEMBERSHIPS = N_("No sheet says who is a member.")


def memberships_told(reader: Reader) -> bool:
    """Whether the programme's sheets can tell since when an organisation is a member."""
    return any(can_tell(reader, register, "member_since") for register in ("memberships", "organisations"))


def sums(groups: Iterable[Group], part: int = 0) -> dict[str | None, Fraction]:
    """The sum for each value of one part of the key; groups without a number add nothing.

    >>> sums([Group(("hbo", "open"), Fraction(2)), Group(("hbo", "filled"), Fraction(3)), Group((None, "open"), None)])
    {'hbo': Fraction(5, 1)}
    """
    by_value: dict[str | None, Fraction] = {}
    for group in groups:
        if group.value is not None:
            by_value[group.by[part]] = by_value.get(group.by[part], Fraction(0)) + group.value
    return by_value


def total(groups: Iterable[Group]) -> Fraction:
    """The sum of all groups."""
    return sum((group.value for group in groups if group.value is not None), Fraction(0))


def only(groups: Iterable[Group], part: int, values: Iterable[str]) -> tuple[Group, ...]:
    """Return the groups with one of the values in that part."""
    wanted = set(values)
    return tuple(group for group in groups if group.by[part] in wanted)


def in_list_order(choices: Sequence[Choice], values: Iterable[str | None]) -> list[str | None]:
    """Values in the order of the programme's list; unknown ones and the blank after them."""
    order = {choice.id: place for place, choice in enumerate(choices)}
    return sorted(values, key=lambda value: (value is None, order.get(value or "", len(order)), value or ""))


def counted_table(
    programme: Programme,
    list_id: str,
    columns: Mapping[str, Said],
    counts: Sequence[Counted],
    recorded: Sequence[Counted] = (),
) -> Table:
    """A row for each value of a list that the first of the counts has, in the list's order, and their total.

    What ``counts`` lacks is zero; what ``recorded`` lacks, the counts after them, isn't known.
    """
    rows: list[list[Said]] = [
        [
            choice_word(programme, list_id, key),
            *(say.number(count.get(key, Fraction(0))) for count in counts),
            *(say.number(count.get(key)) for count in recorded),
        ]
        for key in in_list_order(programme.choices(list_id), counts[0])
    ]
    wholes = [sum(count.values(), Fraction(0)) for count in counts]
    known = [sum(count.values(), Fraction(0)) if count else None for count in recorded]
    return table(columns, [*rows, [say("Total"), *map(say.number, [*wholes, *known])]], [*columns][1:], total=True)


def months(groups: Iterable[Group], part: int, last: date) -> tuple[tuple[date, Fraction], ...]:
    """The first days of the months from the earliest one to that of the last day, with their sums; none has zero."""
    by_month = {date(int(key[:4]), int(key[5:7]), 1): value for key, value in sums(groups, part).items() if key}
    if not by_month:
        return ()
    first = min(by_month)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    days = [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]
    return tuple((day, by_month.get(day, Fraction(0))) for day in days)


def rows_until(register: str, dated: str, *where: Condition, window: str = "until") -> Term:
    """The rows of a register dated in a window, counted."""
    return Term(register_name=register, add="rows", where=where, dates=(dated,), window=Window(kind=window))


def scope_of(programme: Programme, register: str) -> str | None:
    """The named filter under which the programme's indicators count a register; None when they use none."""
    for indicator in programme.indicators:
        for term in indicator.measure.terms:
            if term.register_name == register and term.scope:
                return term.scope
    return None
