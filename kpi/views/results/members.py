"""Members: the way from approached to paid, who they are, how large, and how they carry the brand."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpi.charts.bars import Bar
from kpi.facts.measuring.fact_rows import Group
from kpi.facts.measuring.spending import stages_told
from kpi.facts.measuring.tallies import tally
from kpi.facts.reader import Reader, can_tell, filled_registers
from kpi.language import N_
from kpi.programme.measure import Condition, Term
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Act
from kpi.sentences import Said, say
from kpi.views.grouping import MEMBERS, NO_MEMBERSHIPS, counted_table, memberships_told, rows_until, sums, total
from kpi.views.read import Read
from kpi.views.table import Table, headings, table
from kpi.views.value_words import NO_DATA

SIZES = ((9, N_("up to 9 employees")), (49, N_("10 to 49 employees")), (249, N_("50 to 249 employees")))
LARGEST = N_("250 employees or more")


@dataclass(frozen=True, slots=True)
class Members:
    """The organisations of the programme on a day. ``known``: whether any organisation was ever recorded.

    ``told``: whether the programme's sheets can tell who is a member.
    """

    known: bool
    told: bool
    listed: Fraction
    named: Fraction | None
    """None where no sheet can say who named whom; so for the others."""
    approached: Fraction | None
    """None when nobody ever wrote down when an organisation was approached."""
    pledged: Fraction | None
    received: Fraction | None
    kinds: tuple[Group, ...]
    sizes: tuple[Group, ...]
    grades: tuple[Group, ...]
    municipalities: tuple[Group, ...]


def read(reader: Reader, as_of: date, plan_year: str) -> Members:
    """Members in force on the day, and the funnel of the plan year up to it."""
    listed = Term(register_name="organisations", add="rows")

    def filled(field: str) -> Fraction:
        return count(listed.model_copy(update={"where": (Condition(field=field, filled=True),)}))

    def count(term: Term) -> Fraction:
        return total(tally(reader, term, (), as_of))

    def members_by(field: str) -> tuple[Group, ...]:
        return tally(reader, MEMBERS, (f"organisation.{field}",), as_of)

    told = stages_told(reader)
    return Members(
        known="organisations" in filled_registers(reader),
        told=memberships_told(reader),
        listed=count(listed),
        named=filled("named_by") if can_tell(reader, "organisations", "named_by") else None,
        approached=count(rows_until("organisations", "approached_on")) if filled("approached_on") else None,
        pledged=count(_paying("pledged", plan_year)) if "pledged" in told else None,
        received=count(_paying("received", plan_year)) if "received" in told else None,
        kinds=members_by("kind"),
        sizes=members_by("employees"),
        grades=members_by("brand_grade"),
        municipalities=members_by("municipality"),
    )


READ: Read[Members] = Read(read, Act.SEE_FIGURES)


def _paying(stage: str, plan_year: str) -> Term:
    """The organisations with more than nothing at that stage for the plan year."""
    where = (Condition(field="plan_year", equals=plan_year), Condition(field=stage, above=0))
    rows = rows_until("contributions", f"{stage}_on", *where)
    return rows.model_copy(update={"add": "distinct", "of": "organisation"})


def funnel(members: Members) -> tuple[Bar, ...]:
    """The steps on the way to a paying member, each with its number of organisations."""
    steps = (
        (say("In the list"), members.listed),
        (say("Approached"), members.approached),
        (say("Pledged"), members.pledged),
        (say("Paid"), members.received),
    )
    return tuple(Bar(name, value, say.number(value) if value is not None else say(NO_DATA)) for name, value in steps)


def funnel_table(members: Members) -> Table:
    """The steps of the funnel as a table."""
    rows = [[step.name, step.label] for step in funnel(members)]
    return table(headings("Step", "Organisations"), rows, ("organisations",))


def funnel_title(members: Members, plan_year: str) -> Said:
    """The title of the funnel: organisations in the list, those that pledged for the plan year, and those that paid."""
    return say(
        "Of {listed} organisations {pledged} pledged and {received} paid for {plan_year}",
        listed=say.number(members.listed),
        pledged=say.number(members.pledged),
        received=say.number(members.received),
        plan_year=plan_year,
    )


def named_sentence(members: Members) -> Said:
    """The number of organisations that another one named: nearly every early adopter names at least two (plan §10).

    Empty where no sheet can say so.
    """
    if members.named is None:
        return ""
    return say.plural(
        "{n} organisation in the list was named by another one.",
        "{n} organisations in the list were named by another one.",
        int(members.named),
    )


def headline(members: Members, as_of: date) -> Said:
    """A sentence with the number of members on the day."""
    if not members.told:
        return say(NO_MEMBERSHIPS)
    count = int(total(members.kinds))
    return say.plural(
        "On {day} {n} organisation is a member.", "On {day} {n} organisations are members.", count, day=say.date(as_of)
    )


def kinds_table(members: Members, programme: Programme) -> Table:
    """Members by kind of organisation, with their total."""
    return counted_table(programme, "organisation_kind", headings("Kind", "Members"), [sums(members.kinds)])


def grades_table(members: Members, programme: Programme) -> Table:
    """Members by how they may carry the brand (plan §7)."""
    return counted_table(programme, "brand_grade", headings("Brand grade", "Members"), [sums(members.grades)])


def sizes_table(members: Members) -> Table:
    """Members by number of employees: the amount they are asked for depends on it."""
    names = [*(name for _, name in SIZES), LARGEST]
    counted: dict[str | None, Fraction] = {}
    for employees, value in sums(members.sizes).items():
        name = size_class(employees)
        counted[name] = counted.get(name, Fraction(0)) + value
    rows: list[list[Said]] = [[say(name), say.number(counted[name])] for name in names if name in counted]
    blank: list[list[Said]] = [[say("not given"), say.number(counted[None])]] if None in counted else []
    return _totalled(headings("Size", "Members"), [*rows, *blank], sum(counted.values(), Fraction(0)))


def municipalities_table(members: Members) -> Table:
    """Members by municipality, the most first."""
    ordered = sorted(sums(members.municipalities).items(), key=lambda item: (-item[1], item[0] or "~"))
    rows: list[list[Said]] = [[name or say("not given"), say.number(value)] for name, value in ordered]
    return _totalled(headings("Municipality", "Members"), rows, total(members.municipalities))


def size_class(employees: str | None) -> str | None:
    """The class of a number of employees; None when it isn't known.

    >>> size_class("9"), size_class("250"), size_class(None)
    ('up to 9 employees', '250 employees or more', None)
    """
    if employees is None:
        return None
    return next((name for most, name in SIZES if int(employees) <= most), LARGEST)


def _totalled(columns: dict[str, Said], rows: list[list[Said]], whole: Fraction) -> Table:
    return table(columns, [*rows, [say("Total"), say.number(whole)]], {"members"}, total=True)
