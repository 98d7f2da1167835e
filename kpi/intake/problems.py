"""Findings about the user's files: a stable code, a place, and a sentence out of one table.

A finding is a value, never raised. ``SENTENCES`` says for each code how grave it is, what is wrong and what would
be right; the places in a sentence are filled with values of the finding.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi.intake.problem_sentences import SENTENCES, Severity
from kpi.intake.unreadable import Fault
from kpi.language import N_, Words
from kpi.notation import UNKNOWN
from kpi.sentences import Sentence, listed, say

SHOWN_VALUE = 120
"""A longer raw value is cut off where it is shown."""
SAME_LIMIT = 200
"""At most so many findings with the same code in one column are listed; the others are counted in one finding."""
ASKED = frozenset(["number_twice", "label_blank", "which_is_later", "months_without_year"])
"""Errors that an answer takes away, without a change in the file."""
KEPT_LIMIT = 5_000
"""So many of them are kept, to be marked in the file."""
SHORTER: Mapping[str, tuple[str, ...]] = {
    "missing_column": (N_("{sheet} lacks the required column {column}; add it."),),
    "unknown_sheet": (N_("The sheet {sheet} is not known and was skipped."),),
    "unknown_column": (
        N_("The column {column} (as in {examples}) is not known and was skipped."),
        N_("The column {column} is not known and was skipped; it is empty."),
    ),
    "amount_column": (
        N_(
            "The column {column} may be part of the amounts; say on the data page whether it is read, which is "
            "remembered, or take it out of the file."
        ),
    ),
    "unknown_indicator": (N_("{value} is not an indicator or a declared measurement."),),
    "unknown_budget_line": (N_("{value} is not a budget line; the row is stored as unallocated."),),
    "unknown_order": (N_("No order {value} is known. Nothing is taken off a commitment."),),
    "unknown_organisation": (N_("{value} is not a known organisation; the row is stored."),),
}
"""What is said instead where nothing is alike or there is no example: the first sentence of which no list is empty."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding about a file: where, what was there, what is wrong and what would be right."""

    file: str
    sheet: str
    cell: str
    column: str
    value: str
    severity: Severity
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def alike(self) -> tuple[str, str, str, str]:
        """By what findings are the same one many times over."""
        return self.file, self.sheet, self.column, self.code

    @property
    def message(self) -> Sentence:
        """The sentence that says what is wrong and what would be right."""
        places = {"value": self.value, "column": self.column, "sheet": self.sheet, "file": self.file, **self.values}
        empty = {name for name, value in places.items() if value in ((), [])}
        _, template = SENTENCES[self.code]
        for shorter in SHORTER.get(self.code, ()):
            if not any(f"{{{name}}}" in template for name in empty):
                break
            template = shorter
        return say(template, **{name: _sayable(value) for name, value in places.items()})

    def to_json(self, words: Words) -> dict[str, str]:
        """The finding as interface.md promises it."""
        names = ("file", "sheet", "cell", "column", "value", "severity", "code")
        return {**{name: getattr(self, name) for name in names}, "message": words.say(self.message)}


class Findings:
    """The problems of one import so far, in the order found; the same one many times over is counted, not listed."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self._seen: Counter[tuple[str, str, str, str]] = Counter()
        self.errors = 0

    def add(
        self,
        code: str,
        file: str,
        sheet: str = "",
        cell: str = "",
        column: str = "",
        value: object = "",
        **values: object,
    ) -> None:
        """Record a finding; ``value`` is the raw value as it stood there."""
        self.take(Problem(file, sheet, cell, column, shown(value), SENTENCES[code][0], code, values))

    def take(self, problem: Problem) -> None:
        """Record a finding as it is."""
        self.errors += problem.severity == "error"
        self._seen[problem.alike] += 1
        if self._seen[problem.alike] <= KEPT_LIMIT:
            self._kept.append(problem)

    def kept(self) -> tuple[Problem, ...]:
        """All problems with their places, as far as they are kept."""
        return tuple(self._kept)

    def listed(self) -> tuple[Problem, ...]:
        """All problems, with one for each group that was too large to list."""
        counted: Counter[tuple[str, str, str, str]] = Counter()
        few: list[Problem] = []
        for problem in self._kept:
            counted[problem.alike] += 1
            if counted[problem.alike] <= SAME_LIMIT:
                few.append(problem)
        more = []
        for (file, sheet, column, code), n in self._seen.items():
            if n > SAME_LIMIT:
                grave = SENTENCES[code][0]
                more.append(Problem(file, sheet, "", column, "", grave, f"more_{grave}s", {"n": n - SAME_LIMIT}))
        return (*few, *more)


def shown(value: object) -> str:
    """A raw value as text, cut off when it is long.

    >>> shown(3.0), shown(None), shown("x" * 200)[-3:]
    ('3', '', 'xx…')
    """
    if value is None:
        return ""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text if len(text) <= SHOWN_VALUE else text[:SHOWN_VALUE] + "…"


def file_problem(fault: Fault, file: str) -> Problem:
    """Return the finding about a file that is refused as a whole."""
    return Problem(file, "", "", "", "", SENTENCES[fault.code][0], fault.code, fault.values)


def _sayable(value: object) -> object:
    """A value of a sentence: several are listed, a number is written in the language's way."""
    if isinstance(value, (tuple, list)):
        return listed(value) if value else UNKNOWN
    if isinstance(value, int) and not isinstance(value, bool):
        return say.number(value)
    return value
