"""Every figure that a report gives by a name of its own, exact, so that two reports can be laid side by side."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from kpi.language import N_, Words
from kpi.monitor import Picture
from kpi.programme.plan import Programme

SPENT = {
    "budget": N_("Latest approved budget"),
    "actual": N_("Actual"),
    "committed": N_("Open orders"),
    "paid": N_("Paid"),
    "eligible": N_("Of which eligible"),
}
INCOME = {
    "pledged": N_("Contributions pledged"),
    "invoiced": N_("Contributions invoiced"),
    "received": N_("Contributions received"),
    "in_kind": N_("Pledged in kind"),
}
SUBSIDY = {
    "amount": N_("Subsidy that today's costs give (forecast)"),
    "received": N_("Subsidy received (advances)"),
    "uncovered": N_("Costs that neither subsidy nor contributions cover"),
}
Figures = Mapping[str, str | None]
"""Figure by name (``line/<id>/actual``, ``indicator/<id>/value`` …) as an exact number; None where it is unknown."""


def figures(picture: Picture) -> dict[str, str | None]:
    """The figures of a picture: lines and totals, income, subsidy, outputs, and indicators with their status."""
    known = picture.money
    found: dict[str, str | None] = {}
    for line in known.lines:
        found |= {f"line/{line.id}/{name}": exact(getattr(line, name)) for name in SPENT}
    found |= {f"total/{name}": exact(getattr(known.totals, name)) for name in SPENT}
    found["unallocated"] = exact(known.unallocated)
    found |= {f"income/{name}": exact(getattr(known.financing, name)) for name in INCOME}
    found |= {f"subsidy/{name}": exact(getattr(known.subsidy, name)) for name in SUBSIDY}
    found |= {f"output/{one.id}": exact(one.delivered) for one in known.outputs}
    for score in picture.indicators:
        found[f"indicator/{score.id}/value"] = exact(score.value)
        found[f"indicator/{score.id}/status"] = score.status.value
    return found


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
    """Names of the figures that aren't the same in both; one that only one of them has, differs."""
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield name


def label(programme: Programme, name: str, words: Words) -> str:
    """What a figure is, in words; its bare name where the programme no longer knows it."""
    kind, *rest = name.split("/")
    try:
        return _label(programme, kind, rest, words)
    except (KeyError, StopIteration):
        return name


def _label(programme: Programme, kind: str, rest: list[str], words: Words) -> str:
    match kind:
        case "line":
            line = next(one for one in programme.budget_lines() if one.id == rest[0])
            return f"{line.number}. {line.title.in_(words.language)}: {words(SPENT[rest[1]])}"
        case "total":
            return f"{words('Total')}: {words(SPENT[rest[0]])}"
        case "income" | "subsidy":
            return words((INCOME if kind == "income" else SUBSIDY)[rest[0]])
        case "output":
            return next(one for one in programme.outputs if one.id == rest[0]).title.in_(words.language)
        case "indicator":
            title = programme.indicator(rest[0]).title.in_(words.language)
            return f"{title}: {words('Status')}" if rest[1] == "status" else title
    return words("Not allocated")


def unit(programme: Programme, name: str) -> str:
    """In which unit a figure is (``euro``, ``count``, ``share``, ``points``, or ``status`` for a word)."""
    kind, *rest = name.split("/")
    if kind == "output":
        return "count"
    if kind != "indicator":
        return "euro"
    known = {one.id: one.unit for one in programme.indicators}
    return "status" if rest[1] == "status" else known.get(rest[0], "count")
