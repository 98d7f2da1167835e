"""The report of one import: counts by sheet, problems, and what would change."""

from dataclasses import asdict, dataclass
from typing import Any

from kpi.facts.proposal import Proposal, Stored
from kpi.intake.books.bookings import Unmapped
from kpi.intake.problems import Problem
from kpi.intake.recognise.column_questions import TableAsked
from kpi.intake.typed.typed_table import ControlTotal, FirstRows
from kpi.language import Words
from kpi.programme.vocabulary import Text
from kpi.sentences import Sentence, listed, say


@dataclass(frozen=True, slots=True)
class SheetReport:
    """A sheet that was read: ``kind`` is its register; ``rejected`` rows had an error."""

    sheet: str
    kind: str
    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    retired: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """A file that was given, and the sheets of it that were read."""

    name: str
    sha256: str
    sheets: tuple[SheetReport, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As interface.md promises it."""
        return {"name": self.name, "sha256": self.sha256, "sheets": [asdict(sheet) for sheet in self.sheets]}


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that changes, in a row (its key in words) and a field, from the old to the new, as stored."""

    register_name: str
    key: str
    field: str
    old: Stored
    new: Stored


@dataclass(frozen=True, slots=True)
class BlankCell:
    """A blank figure: the key of its row, its place, and the key in words."""

    key: str
    cell: str
    row: str


@dataclass(frozen=True, slots=True)
class BlankAsked:
    """Blanks in a column that counts somewhere, before anybody said what they mean."""

    file: str
    sheet: str
    register: str
    field: str
    column: str
    cells: tuple[BlankCell, ...]
    counts_for: tuple[Text, ...]
    """The titles of what adds the column up."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Rows that are known of a register and that the files lack: how many, and the first of them in words."""

    register: str
    count: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of an import; ``refused`` when nothing may be stored."""

    files: tuple[FileReport, ...]
    problems: tuple[Problem, ...]
    refused: bool
    revision: int | None = None
    differences: tuple[Difference, ...] = ()
    """The first changes only; the counts tell how many rows there are."""
    placed: tuple[Problem, ...] = ()
    """Every problem with its place, also where ``problems`` only counts them."""
    asked: tuple[TableAsked, ...] = ()
    """Each table whose column names were found; the answers are remembered."""
    first_rows: tuple[FirstRows, ...] = ()
    """Of each table its first rows as they would be stored."""
    blanks: tuple[BlankAsked, ...] = ()
    totals: tuple[ControlTotal, ...] = ()
    absent: tuple[Absent, ...] = ()
    """Known rows that the files lack and that stay as they are."""
    retired: tuple[Absent, ...] = ()
    """Known rows that are retired, because the files replace the sheet."""

    @property
    def questions(self) -> tuple[TableAsked, ...]:
        """Tables with something that isn't certain."""
        return tuple(table for table in self.asked if table.uncertain)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a row or a file out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def reason(self) -> Sentence:
        """Why the import is refused, in one sentence: that of the first error, and how many more there are."""
        if not self.errors:
            return say("Nothing was stored.")
        first = self.errors[0]
        place = " ".join(part for part in (first.file, first.sheet, first.cell) if part)
        problem = listed((place, first.message), ": ") if first.sheet else first.message
        if len(self.errors) == 1:
            return say("Nothing was stored. {problem}", problem=problem)
        return say.plural(
            "Nothing was stored. {problem} And {n} more error.",
            "Nothing was stored. {problem} And {n} more errors.",
            len(self.errors) - 1,
            problem=problem,
        )

    def to_json(self, words: Words) -> dict[str, Any]:
        """As interface.md promises it."""
        return {
            "revision": self.revision,
            "files": [file.to_json() for file in self.files],
            "problems": [problem.to_json(words) for problem in self.problems],
        }


@dataclass(frozen=True, slots=True)
class ImportProposal:
    """An import before it is accepted: always a report, and a proposal unless it is refused or changes nothing."""

    report: ImportReport
    proposal: Proposal | None
    unmapped: tuple[Unmapped, ...] = ()
    """Ledger accounts that aren't tied to a budget line yet."""
