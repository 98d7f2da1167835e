"""A sheet as typed columns, with the rows that are refused and what was noticed on the way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kpi.facts.proposal import Stored
from kpi.intake.formats.cells import Raw, column_letter
from kpi.intake.problems import Findings
from kpi.intake.recognise.recognised import TableHeading
from kpi.intake.recognise.sheet_names import Layout
from kpi.intake.unreadable import Meaning
from kpi.programme.registers import FieldKind


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """The sum of a column of figures as it was read, and the total that the sheet itself gives, both as stored.

    ``stated`` is None where the sheet gives none; ``cell`` is where it stands.
    """

    file: str
    sheet: str
    cell: str
    column: str
    kind: FieldKind
    added: int
    stated: int | None = None

    @property
    def difference(self) -> int | None:
        """The sum of the rows less the sheet's own total; None when it gives none."""
        return None if self.stated is None else self.added - self.stated


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total of a field that stands in a ``row`` of the sheet, as written and as stored; ``after`` another total."""

    name: str
    raw: Raw
    stated: int
    after: int
    row: int


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The first rows of a table that have no error, with the fields that hold something in any of them."""

    file: str
    sheet: str
    register: str
    fields: tuple[str, ...]
    rows: tuple[tuple[Stored, ...], ...]


Column = list[Meaning]
NUMBERED = {"contributions": "reference", "expenses": "entry_line"}
"""By register the field that numbers the rows of one organisation and year, or of one entry."""


@dataclass
class TypedTable:
    """A sheet as typed columns by field; ``rows`` are their row numbers in the file, ``rejected`` indexes into them."""

    layout: Layout
    file: str
    sheet: str
    heading: TableHeading
    findings: Findings
    rows: list[int] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)
    rejected: set[int] = field(default_factory=set)
    doubted: dict[str, set[int]] = field(default_factory=dict)
    """By field the rows whose blank isn't an empty cell, and so takes no default."""
    unread: dict[str, set[int]] = field(default_factory=dict)
    """By field the rows whose cell couldn't be read, which is among the findings."""
    dropped: frozenset[int] = frozenset()
    """Columns that aren't read and turned out to hold data of persons."""
    unnumbered: set[int] = field(default_factory=set)
    """Rows whose number isn't in the file."""
    beside: dict[int, list[Raw]] = field(default_factory=dict)
    """By column beside the amounts the cells of the rows."""
    either: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """By field of figures the rows with a text that is a thousand or a fraction."""
    unlisted: dict[str, Counter[str]] = field(default_factory=dict)
    """By field the words that its list lacks, and how often each stands in the column."""
    repeated: set[int] = field(default_factory=set)
    """Rows that stand in the file before as they are, or that stay as they are known."""
    marks: list[Raw] = field(default_factory=list)
    """The marks of the rows, in a workbook of current rows."""
    told_once: set[tuple[str, str]] = field(default_factory=set)
    """The field and the code of what is told once a column, and has been."""
    stated: list[StatedTotal] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """What was taken for notes: the place and the text."""
    last_row: int = 0
    """The row of the file that was read last."""
    width: int = 0
    """How many cells a row may have; 0 where that says nothing."""
    turned: tuple[int, ...] = ()
    origins: list[int] = field(default_factory=list)
    """Of a table that had columns by month or plan year: these, and of each row the one that it came from."""
    kept_sheet: str = ""
    """The name under which its sheet is kept."""
    upload: int = 0
    """Which of the import's uploads it came from."""
    of_ledger: bool = False
    """Whether its rows are the bookings of a ledger or an audit file."""

    def __len__(self) -> int:
        return len(self.rows)

    def cell(self, name: str, index: int) -> str:
        """The place of a field in a row, as a spreadsheet names it; only the row where the file lacks the column."""
        column = self.heading.fields.get(name)
        column = self.origins[index] if self.origins and column in self.turned[:2] else column
        letters = "" if column is None else column_letter(column)
        return f"{letters}{self.rows[index]}"

    def label(self, name: str) -> str:
        """Return the file's name for a field, or else the programme's."""
        return self.heading.names.get(name) or self.layout.label_of(name)

    def report(self, code: str, name: str, index: int, value: object = "", **values: object) -> None:
        """Record a finding about a field of a row; an error rejects the row."""
        before = self.findings.errors
        self.tell(code, self.cell(name, index), self.label(name), value, **values)
        if self.findings.errors > before:
            self.rejected.add(index)

    def tell(self, code: str, place: str, column: str = "", value: object = "", **values: object) -> None:
        """Record a finding at a place that rejects no row."""
        self.findings.add(code, self.file, self.sheet, place, column, value, **values)

    def lacks(self, name: str, word: str) -> None:
        """Count a word that the list of a field lacks."""
        self.unlisted.setdefault(name, Counter())[word] += 1

    def accepted(self) -> Iterator[int]:
        """Indexes of the rows without an error."""
        return (index for index in range(len(self.rows)) if index not in self.rejected)

    def column(self, name: str) -> Column:
        """The values of a field; all blank where the sheet has no such column."""
        return self.columns.get(name) or [None] * len(self)
