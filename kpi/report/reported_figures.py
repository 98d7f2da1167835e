"""Every figure that a report gives by a name of its own, exact, so that two reports can be laid side by side."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from kpi.documents.grid import Formula, GridCell, formula, in_unit, text
from kpi.language import Said
from kpi.picture import Picture
from kpi.programme.finance import SubsidyBasis
from kpi.programme.plan import Indicator, Output, Programme
from kpi.score.scores import IndicatorScore
from kpi.score.value_notation import amount, bounds, span
from kpi.sentences import listed, say

SPENT = {
    "budget": say("Latest approved budget"),
    "actual": say("Actual"),
    "committed": say("Open orders"),
    "paid": say("Paid"),
    "eligible": say("Of which eligible"),
}
INCOME = {
    "pledged": say("Contributions pledged"),
    "invoiced": say("Contributions invoiced"),
    "received": say("Contributions received"),
    "in_kind": say("Pledged in kind"),
}
SUBSIDY = {
    "amount": say("Subsidy that today's costs give (forecast)"),
    "received": say("Subsidy received (advances)"),
    "uncovered": say("Costs that neither subsidy nor contributions cover"),
}
BY_BASIS: dict[SubsidyBasis, str] = {
    "fixed": "Subsidie_plafond",
    "percentage_capped": "ROUND(MAX(0,MIN(Subsidie_plafond,Subsidie_percentage*Subsidiabel_totaal)),2)",
    "pro_rata": "ROUND(MAX(0,MIN(Subsidie_plafond,Subsidie_plafond*Subsidiabel_totaal/Begroting_verlening)),2)",
    "deficit_capped": "ROUND(MIN(Subsidie_plafond,MAX(0,Subsidiabel_totaal-Bijdragen_ontvangen)),2)",
}
"""The formula of each basis (the worked figures stand in the tests)."""
Figures = Mapping[str, str | None]
"""Figure by name (``line/<id>/actual``, ``indicator/<id>/value`` …) as an exact number; None where it is unknown."""


def difference_formula(judged_by: str) -> Formula:
    """What a line is judged by (its column) less its approved budget, as a formula of its row."""
    return formula(f"ROUND({{{judged_by}}}-{{budget}},2)")


def in_hours(output: Output) -> bool:
    """Return true when what is delivered are the hours of bookings."""
    return {(term.register_name, term.of) for term in output.measure.terms} == {("expenses", "hours")}


def hours_formula(number: int) -> Formula:
    """The hours of the bookings of a line up to the reference date."""
    return formula(f'SUMIFS(Boek_uren,Boek_post,{number},Boek_dag,"<="&Peildatum)')


def figures(picture: Picture) -> dict[str, str | None]:
    """The figures of a picture: lines and totals, income, subsidy, outputs, and indicators with their status."""
    known = picture.money
    exactly: dict[str, str | None] = {}
    for line in known.lines:
        exactly |= {f"line/{line.id}/{name}": exact(getattr(line, name)) for name in SPENT}
    exactly |= {f"total/{name}": exact(getattr(known.totals, name)) for name in SPENT}
    exactly["unallocated"] = exact(known.unallocated)
    exactly |= {f"income/{name}": exact(getattr(known.financing, name)) for name in INCOME}
    exactly |= {f"subsidy/{name}": exact(getattr(known.subsidy, name)) for name in SUBSIDY}
    exactly |= {f"output/{output.id}": exact(output.delivered) for output in known.outputs}
    for score in picture.indicators:
        exactly[f"indicator/{score.id}/value"] = exact(score.value)
        exactly[f"indicator/{score.id}/status"] = score.status.value
    return exactly


def exact(value: Decimal | Fraction | int | None) -> str | None:
    """A number to the last digit: a decimal where it is one, else a fraction.

    >>> exact(Decimal("12.50")), exact(Fraction(1, 3)), exact(None)
    ('12.5', '1/3', None)
    """
    if value is None:
        return None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def differing(before: Figures, after: Figures) -> Iterator[str]:
    """Names of the figures that differ between the two; one that only one of them has, differs."""
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name


def label(programme: Programme, name: str) -> Said:
    """The name of a figure in words; its bare name where the programme no longer knows it."""
    kind, *rest = name.split("/")
    try:
        return _label(programme, kind, rest)
    except (KeyError, StopIteration):
        return name


def _label(programme: Programme, kind: str, rest: list[str]) -> Said:
    match kind:
        case "line":
            line = programme.budget_line(rest[0])
            return listed((listed((f"{line.number}.", line.title), " "), SPENT[rest[1]]), ": ")
        case "total":
            return listed((say("Total"), SPENT[rest[0]]), ": ")
        case "income" | "subsidy":
            return (INCOME if kind == "income" else SUBSIDY)[rest[0]]
        case "output":
            return next(output for output in programme.outputs if output.id == rest[0]).title
        case "indicator":
            title = programme.indicator(rest[0]).title
            return listed((title, say("Status")), ": ") if rest[1] == "status" else title
    return say("Not allocated")


def unit(programme: Programme, name: str) -> str:
    """The unit of a figure (``euro``, ``count``, ``share``, ``points``, or ``status`` for a word)."""
    kind, *rest = name.split("/")
    if kind == "output":
        return "count"
    if kind != "indicator":
        return "euro"
    known = {indicator.id: indicator.unit for indicator in programme.indicators}
    return "status" if rest[1] == "status" else known.get(rest[0], "count")


def target_cell(declared: Indicator, score: IndicatorScore) -> GridCell:
    """The target as a figure; of a range both its bounds as text, and without a target a dash."""
    if score.target is None:
        return text("–")
    figures = bounds(score.target)
    return in_unit(figures[0], score.unit) if len(figures) == 1 else text(span([amount(declared, n) for n in figures]))
