"""docs/forecast.md: the models in plain words, and how often they were right."""

from collections.abc import Mapping
from string import Template

from tests.calibration.outcome import RIVALS, Outcome
from tests.calibration.simulated import SEEN, SHAPES, UNLIKE

APART = ("shares", "money", "memberships", "measurements")


def document(text: str, outcomes: Mapping[str, Outcome], offline: str) -> str:
    """The document: the text of the models with the tables that were measured."""
    tables = {
        "promises": _promises(outcomes),
        "shapes": _shapes(outcomes),
        "rivals": _rivals(outcomes),
        "chances": _chances(outcomes),
        "apart": _apart(outcomes),
        "steps": _steps(outcomes),
        "offline": offline,
    }
    return Template(text).substitute(tables)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _promises(outcomes: Mapping[str, Outcome]) -> str:
    return "\n\n".join(
        f"{name} ({outcome.seed}):\n\n"
        + "\n".join(f"* {'kept' if kept else '**not kept**'}: {said}" for said, kept in outcome.promises())
        for name, outcome in outcomes.items()
    )


def _shapes(outcomes: Mapping[str, Outcome]) -> str:
    head = ["shape", *[f"{name}: held" for name in outcomes], *[f"{n} months" for n in SEEN], "no figure: step"]
    return _table(head, [_shape(shape, outcomes) for shape in SHAPES])


def _shape(shape: str, outcomes: Mapping[str, Outcome]) -> list[str]:
    """The part that held with each set, then of the last set by the months seen."""
    last = list(outcomes.values())[-1]
    by_seen = [[each.held for each in last.given[shape] if each.seen == seen] for seen in SEEN]
    parts = [f"{sum(held) / len(held):.0%}" if held else "" for held in by_seen]
    name = f"{shape} (unlike the model)" if shape in UNLIKE else shape
    return [name, *[f"{each.held[shape]:.1%}" for each in outcomes.values()], *parts, str(last.withheld(shape))]


def _rivals(outcomes: Mapping[str, Outcome]) -> str:
    known = [rival for rival in RIVALS if any(each.mean_against(rival) for each in outcomes.values())]
    names = [rival for rival in known if rival != "drift" or "statsforecast" not in known]
    head = ["shape", *[f"{name}: {RIVALS[rival]}" for rival in names for name in outcomes]]
    rows = [[shape, *[_ratio(each.against(r, shape)) for r in names for each in outcomes.values()]] for shape in SHAPES]
    return _table(head, [*rows, ["mean", *[_ratio(each.mean_against(r)) for r in names for each in outcomes.values()]]])


def _ratio(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"


def _chances(outcomes: Mapping[str, Outcome]) -> str:
    rows = []
    for name, outcome in outcomes.items():
        rows += [[name, f"{stated:.1%}", f"{met:.1%}", str(n)] for stated, met, n in outcome.tenths]
    return _table(["seeds", "stated", "came true", "cases"], rows)


def _apart(outcomes: Mapping[str, Outcome]) -> str:
    rows = [
        [
            name,
            *[f"{each.held[name]:.1%}" for each in outcomes.values()],
            str(len(next(iter(outcomes.values())).given[name])),
        ]
        for name in APART
    ]
    return _table(["model", *[f"{name}: held" for name in outcomes], "programmes"], rows)


def _steps(outcomes: Mapping[str, Outcome]) -> str:
    last = list(outcomes.values())[-1]
    rows = [
        [f"{s.level:g}", f"{s.spread:g}", f"{s.halved:.0%}", f"{s.doubled:.0%}", f"{s.false:.1%}"] for s in last.steps
    ]
    return _table(["a month", "variance ÷ mean", "half: flagged", "double: flagged", "false, a year"], rows)
