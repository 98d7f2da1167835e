"""Payments and the pledges that they settle: proposed by amount, name and reference; a person confirms.

Two of the three have to agree before anything is proposed, and one pledge has to fit best. Everything else is only
offered as a choice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kpi.facts.current_rows import CurrentRow, every_row
from kpi.facts.decisions.decision_kinds import ConfirmedPayment
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.reader import Reader
from kpi.intake.books.same_payments import alike, words_of
from kpi.intake.books.statement_entries import Entry, Payment
from kpi.intake.values.organisation_names import Names, known_names

REGISTER = "contributions"
CASH = "cash"
FOLLOWS = "."
"""Between the reference of a pledge and the number of a further payment for it."""
NEEDED = 2
SHORTEST = 3
"""A reference of fewer characters says nothing when it is found in a text."""
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Pledge:
    """A contribution that was promised in cash. Amounts in cents; ``open`` is what hasn't come in yet."""

    key: str
    organisation: str
    form: str
    plan_year: str
    reference: str
    evidence: str
    expected: int
    open: int

    @property
    def title(self) -> str:
        """The pledge as people name it."""
        return f"{self.organisation} · {self.plan_year} · {self.reference}"


@dataclass(frozen=True, slots=True)
class Match:
    """A payment with the pledge that it probably is for, why, and the others that it may be for."""

    payment: Payment
    pledge: Pledge | None
    reasons: tuple[str, ...]
    """Of ``amount``, ``name`` and ``reference``."""
    offered: tuple[Pledge, ...]
    confirmed: ConfirmedPayment | None = None
    """The payment that was confirmed from another statement, and that this probably is."""

    @property
    def told_before(self) -> bool:
        """Whether another statement probably has it as well; then it is proposed for nothing."""
        return self.confirmed is not None or self.payment.like is not None


def pledges(reader: Reader) -> tuple[Pledge, ...]:
    """Every cash pledge, also one that was paid: a further payment may come. Of a withdrawn one what was invoiced."""
    rows = [row for row in every_row(reader, REGISTER) if row.value(REGISTER, "form") == CASH]
    received: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        received[_place(row)] += _cents(row, "received")
    known = []
    for row in rows:
        withdrawn = row.value(REGISTER, "withdrawn_on") is not None
        if expected := _cents(row, "invoiced") or (not withdrawn and _cents(row, "pledged")):
            form, plan_year, reference = _place(row)
            paid = sum(
                cents
                for (who, year, other), cents in received.items()
                if (who, year) == (form, plan_year) and f"{other}{FOLLOWS}".startswith(f"{reference}{FOLLOWS}")
            )
            organisation, evidence = (str(row.value(REGISTER, name) or "") for name in ("organisation", "evidence"))
            left = expected - paid
            known.append(Pledge(row.key, organisation, form, plan_year, reference, evidence, expected, left))
    return tuple(sorted(known, key=lambda each: (each.organisation.casefold(), each.plan_year, each.reference)))


def _place(row: CurrentRow) -> tuple[str, str, str]:
    """The form of the organisation's name, the plan year and the reference."""
    form, plan_year = (str(row.value(REGISTER, name) or "") for name in ("organisation_key", "plan_year"))
    return form, plan_year, str(row.value(REGISTER, "reference"))


def _cents(row: CurrentRow, name: str) -> int:
    value = row.value(REGISTER, name)
    return value if isinstance(value, int) else 0


def confirmed_before(reader: Reader) -> dict[str, ConfirmedPayment]:
    """The payments that were confirmed earlier, by their id."""
    return {made.decision.payment: made.decision for made in decisions(reader, ConfirmedPayment)}


def already_confirmed(reader: Reader, payments: Iterable[Payment]) -> tuple[Entry, ...]:
    """Those of the payments that were confirmed earlier, as entries that are left out."""
    before = confirmed_before(reader)
    return tuple(payment.left_out(confirmed=True) for payment in payments if payment.id in before)


def matches(reader: Reader, payments: Iterable[Payment]) -> tuple[Match, ...]:
    """Each payment that isn't confirmed yet, with what is proposed for it; the surest are given out first.

    Nothing is proposed for one that another statement has too, or that was confirmed from another one.
    """
    names, before = known_names(reader), confirmed_before(reader)
    left = {pledge.key: pledge for pledge in pledges(reader)}
    given = tuple(payments)
    elsewhere = [each for key, each in before.items() if key not in {payment.id for payment in given}]
    open_, matched = [payment for payment in given if payment.id not in before], {}
    waiting = []
    for payment, confirmed in _with_confirmed(open_, elsewhere, tuple(left.values()), names):
        if confirmed or payment.like:
            offered = _match(payment, tuple(left.values()), names).offered
            matched[payment.number] = Match(payment, None, (), offered, confirmed)
        else:
            waiting.append(payment)
    while waiting:
        tried = [_match(payment, tuple(left.values()), names) for payment in waiting]
        best = max(tried, key=lambda each: (len(each.reasons) if each.pledge else 0, -each.payment.number))
        if best.pledge is None:
            matched.update({each.payment.number: each for each in tried})
            break
        matched[best.payment.number] = best
        waiting.remove(best.payment)
        left[best.pledge.key] = replace(best.pledge, open=best.pledge.open - best.payment.cents)
    return tuple(matched[number] for number in sorted(matched))


def _with_confirmed(
    payments: Sequence[Payment], elsewhere: Sequence[ConfirmedPayment], known: Sequence[Pledge], names: Names
) -> list[tuple[Payment, ConfirmedPayment | None]]:
    """Each payment, with the one of the same day and amount that was confirmed from another statement.

    First those whose payer is the organisation it was confirmed for, then those whose payer is no other one that
    pledged.
    """
    free: defaultdict[tuple[object, int], list[ConfirmedPayment]] = defaultdict(list)
    for each in elsewhere:
        free[each.day, each.cents].append(each)
    found: dict[int, ConfirmedPayment] = {}
    for surely in (True, False):
        for payment in payments:
            there = free[payment.day, payment.cents] if payment.number not in found else []
            for each in there:
                paid = _paid_by(each.organisation, payment, names)
                others = (pledge.organisation for pledge in known if pledge.organisation != each.organisation)
                if paid or (not surely and not any(_paid_by(other, payment, names) for other in others)):
                    found[payment.number] = each
                    there.remove(each)
                    break
    return [(payment, found.get(payment.number)) for payment in payments]


def _paid_by(organisation: str, payment: Payment, names: Names) -> bool:
    same = bool(payment.name) and names.form(payment.name) == names.form(organisation)
    return same or _names(organisation, payment.name, payment.text)


def _match(payment: Payment, known: Sequence[Pledge], names: Names) -> Match:
    text = f"{payment.name} {payment.text}"
    form = names.form(payment.name) if payment.name else ""
    scored = [(_reasons(payment, pledge, form, text), pledge) for pledge in known]
    scored = sorted((each for each in scored if each[0]), key=lambda each: (-len(each[0]), -each[1].open))
    offered = tuple(pledge for _, pledge in scored[:OFFERED])
    rivals = [each for each in scored if len(each[0]) == len(scored[0][0])]
    if len(rivals) > 1:
        rivals = [each for each in rivals if _names_year(each[1].plan_year, text)]
    reasons, pledge = rivals[0] if len(rivals) == 1 else ((), None)
    if pledge is None or len(reasons) < NEEDED or pledge.open <= 0:
        return Match(payment, None, (), offered)
    return Match(payment, pledge, reasons, offered)


def _names_year(plan_year: str, text: str) -> bool:
    """Tell whether a text names a plan year, which decides between pledges that fit equally well.

    >>> [_names_year("2017-2018", text) for text in ("bijdrage 2017-2018", "2017/18", "bijdrage 2017", "20162017-2018")]
    [True, True, False, False]
    """
    first, _, last = plan_year.partition("-")
    short = f"(?:{first[:2]})?{first[2:]} ?[-/] ?(?:{last[:2]})?{last[2:]}"
    return bool(last) and re.search(rf"(?<![\w-]){short}(?![\w-])", text) is not None


def _reasons(payment: Payment, pledge: Pledge, form: str, text: str) -> tuple[str, ...]:
    agreeing = {
        "amount": payment.cents == pledge.open,
        "name": form == pledge.form or _names(pledge.organisation, payment.name, payment.text),
        "reference": _refers(pledge, text),
    }
    return tuple(name for name, agrees in agreeing.items() if agrees)


def _names(organisation: str, payer: str, text: str) -> bool:
    """Tell whether the payer's name is much like the organisation's, or the text names it, word for word.

    >>> _names("Voorbeeldbedrijf 1", "Voorbeeldbedrijf 17", "bijdrage Voorbeeldbedrijf 17")
    False
    >>> _names("Voorbeeldbedrijf 1", "", "inzake VOORBEELDBEDRIJF 1 BV")
    True
    """
    wanted = words_of(organisation)
    close = alike(organisation, payer)
    return close or (len(wanted) > SHORTEST and f" {wanted} " in f" {words_of(text)} ")


def _refers(pledge: Pledge, text: str) -> bool:
    """Tell whether the text holds the reference of the pledge, or a number of its evidence, as a word of its own."""
    words = set(re.findall(r"[\w-]+", text.casefold()))
    references = {pledge.reference.casefold(), *re.findall(r"(?<![\w-])[\w-]*\d[\w-]*", pledge.evidence.casefold())}
    return any(each in words for each in references if len(each) >= SHORTEST)
