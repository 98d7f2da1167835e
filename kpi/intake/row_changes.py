"""Typed rows held against what is known: by key and checksum new, changed or unchanged; and the values that change."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from kpi.facts import row_digests
from kpi.facts.current_rows import BATCH, known_digests, known_values
from kpi.facts.proposal import NewRow, RegisterChange, Stored, storage_columns
from kpi.facts.reader import Reader
from kpi.facts.tables import PERSONAL
from kpi.intake.import_report import Difference
from kpi.intake.typed.corrected_rows import Corrections, corrected
from kpi.intake.typed.typed_table import NUMBERED, TypedTable
from kpi.intake.values.organisation_names import NAMING, Names
from kpi.intake.values.row_keys import key_in_words, row_keys
from kpi.intake.values.row_marks import marked_digest
from kpi.personal_forms import without_persons
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.registers import KEYED, REGISTERS, FieldKind, Register

DIFFERENCES_SHOWN = 500


class ComparedRow(NamedTuple):
    """The last row given for a key: ``values`` is None when it is what is known already."""

    digest: str
    values: tuple[Stored, ...] | None
    table: int
    place: int
    """Which row of the table."""


@dataclass
class RowComparison:
    """The rows of one register out of all files, against the rows known of it."""

    register_name: str
    known: Mapping[str, str]
    """Key → checksum."""
    corrected: Corrections
    entries: dict[str, ComparedRow] = field(default_factory=dict)
    retire: frozenset[str] = frozenset()
    clashes: set[str] = field(default_factory=set)
    """Keys with different rows, of which none is taken."""

    def status(self, key: str, entry: ComparedRow) -> str:
        """``new``, ``changed`` or ``unchanged``."""
        if entry.values is None:
            return "unchanged"
        return "changed" if key in self.known else "new"

    def change(self, tables: Sequence[TypedTable]) -> RegisterChange | None:
        """The rows to be written and the keys to be retired; None when there are none."""
        places = [(table.upload, table.kept_sheet, table.rows) for table in tables]
        rows = [
            NewRow(key, digest, values, places[table][0], places[table][1], places[table][2][place])
            for key, (digest, values, table, place) in self.entries.items()
            if values is not None
        ]
        return RegisterChange(self.register_name, rows, self.retire) if rows or self.retire else None


Comparisons = Mapping[str, RowComparison]
"""By register."""


def stored_columns(programme: Programme, table: TypedTable, names: Names) -> list[list[Stored]]:
    """The table's columns as ``storage_columns`` has them, with the comparable form after each keyed one."""
    lines, register = programme.line_names(), table.layout.register.name
    columns: list[list[Stored]] = []
    for declared in table.layout.register.fields:
        values: list[Stored] = table.columns.get(declared.name) or [None] * len(table)  # type: ignore[assignment]
        columns.append(values)
        if declared.kind in KEYED:
            form_of = names.form if (register, declared.name) in NAMING else name_key
            forms: dict[Stored, Stored] = {each: form_of(str(each)) for each in set(values) - {None}}
            if declared.kind is FieldKind.BUDGET_LINE:
                forms = {each: lines.get(str(form)) for each, form in forms.items()}
            columns.append([forms.get(each) for each in values])
    return columns


def key_columns(register: Register) -> list[int]:
    """The stored columns that the key is made from: of a name of an organisation its form."""
    names = [f"{each.name}_key" if (register.name, each.name) in NAMING else each.name for each in register.keys]
    return [storage_columns(register.name).index(name) for name in names]


def key_of(register: Register, values: Sequence[Stored]) -> str:
    """The natural key of a row, given its values as ``storage_columns`` has them."""
    return row_keys(register, [[values[column]] for column in key_columns(register)])[0]


def compare_rows(
    reader: Reader, tables: Sequence[TypedTable], names: Names, as_given: bool, compared: Callable[[int], None]
) -> dict[str, RowComparison]:
    """Compare the accepted rows of every table with what is known, by register; ``compared`` counts the tables.

    Different rows of one key in one file are refused, all of them. Between files the later one holds where the files
    are in their order (``as_given``); else these are refused as well, until somebody says so.
    """
    comparisons: dict[str, RowComparison] = {}
    corrections = corrected(reader)
    for number, table in enumerate(tables):
        name = table.layout.register.name
        if name not in comparisons:
            comparisons[name] = RowComparison(name, known_digests(reader, name), corrections.get(name, {}))
        columns = stored_columns(reader.programme, table, names)
        _compare_table(comparisons[name], number, tables, columns, as_given)
        compared(number + 1)
    for comparison in comparisons.values():
        for key in comparison.clashes:
            del comparison.entries[key]
    return comparisons


def _compare_table(
    comparison: RowComparison,
    number: int,
    tables: Sequence[TypedTable],
    columns: Sequence[Sequence[Stored]],
    as_given: bool,
) -> None:
    """Add the accepted rows of a table to the comparison, each against the row given before for its key."""
    table = tables[number]
    register = table.layout.register
    keys = row_keys(register, [columns[column] for column in key_columns(register)])
    checksums = row_digests.digests(storage_columns(register.name), columns)
    first = register.keys[0].name
    known, entries, corrections = comparison.known, comparison.entries, comparison.corrected
    rejected, marks = table.rejected, table.marks
    for index, (key, checksum, values) in enumerate(zip(keys, checksums, zip(*columns, strict=True), strict=True)):
        if index in rejected:
            continue
        same = known.get(key) == checksum
        row = ComparedRow(checksum, None if same else values, number, index)
        if marks and _changed_since(comparison, key, table, row):
            continue
        if key in entries and _given_before(comparison, key, tables, row, as_given):
            continue
        if corrections and not same and key in corrections:
            made = corrections[key]
            same = checksum in made.decision.before  # the file only repeats what the row was before
            code = "correction_kept" if same else "correction_replaced"
            table.report(code, first, index, known=made.by, reason=made.reason)
            row = row._replace(values=None if same else values)
        entries[key] = row


def _changed_since(comparison: RowComparison, key: str, table: TypedTable, row: ComparedRow) -> bool:
    """Tell about a row that was changed since its workbook was made; whether it is left out.

    Where the workbook only repeats what the row was, it stays as it is now; where it says something else, the row
    is refused, for nobody can tell which of the two holds.
    """
    made_of, now = marked_digest(table.marks[row.place], key), comparison.known.get(key, "")
    if not made_of or now.startswith(made_of) or now == row.digest:
        return False
    code = "kept_since" if row.digest.startswith(made_of) else "changed_since"
    table.report(code, table.layout.register.keys[0].name, row.place)
    table.repeated.add(row.place)
    if code == "kept_since" and now:
        comparison.entries.setdefault(key, row._replace(digest=now, values=None))
    return True


def _given_before(
    comparison: RowComparison, key: str, tables: Sequence[TypedTable], row: ComparedRow, as_given: bool
) -> bool:
    """Tell about a row whose key was given before; whether it is left out."""
    earlier = comparison.entries[key]
    before, table = tables[earlier.table], tables[row.table]
    in_one = before.upload == table.upload
    first = table.layout.register.keys[0].name
    shown = table.columns[first][row.place]
    if earlier.digest == row.digest and key not in comparison.clashes:
        if in_one:
            table.repeated.add(row.place)
            table.report("row_twice", first, row.place, shown, known=_place(before, earlier.place, table))
        return in_one
    if as_given and not in_one and key not in comparison.clashes:
        table.report("replaced_in_file", first, row.place, shown, known=_place(before, earlier.place, table))
        return False
    code = "which_is_later" if not in_one else "key_twice"
    if in_one and table.layout.register.name in NUMBERED:
        code = "number_twice"
    table.report(code, first, row.place, shown, known=_place(before, earlier.place, table))
    if key not in comparison.clashes:
        comparison.clashes.add(key)
        before.report(code, first, earlier.place, shown, known=_place(table, row.place, before))
    return True


def _place(table: TypedTable, index: int, seen_from: TypedTable) -> str:
    """Where a row stands, as seen from another table."""
    row = f"{table.rows[index]}"
    return row if table is seen_from else f"{table.file}, {table.sheet}, {row}"


def first_differences(
    reader: Reader, comparisons: Iterable[RowComparison], tables: Sequence[TypedTable]
) -> tuple[Difference, ...]:
    """The first values that change; all are gone through, because each may be worth a warning."""
    changes = chain.from_iterable(_differences(reader, comparison, tables) for comparison in comparisons)
    shown = tuple(islice(changes, DIFFERENCES_SHOWN))
    deque(changes, maxlen=0)
    return shown


def _differences(reader: Reader, comparison: RowComparison, tables: Sequence[TypedTable]) -> Iterator[Difference]:
    """Every value that changes, of known rows; a date that moves later is reported as well."""
    changed = [key for key, entry in comparison.entries.items() if comparison.status(key, entry) == "changed"]
    names = storage_columns(comparison.register_name)
    fields = REGISTERS[comparison.register_name].fields
    dates = {each.name for each in fields if each.kind is FieldKind.DATE}
    texts = {each.name for each in fields if each.kind in PERSONAL}
    for start in range(0, len(changed), BATCH):
        some = changed[start : start + BATCH]
        before = known_values(reader, comparison.register_name, some)
        for key in some:
            entry = comparison.entries[key]
            for name, old, new in zip(names, before[key], entry.values or (), strict=True):
                if old == new or name.endswith("_key"):
                    continue
                if name in dates and isinstance(old, date) and isinstance(new, date) and new > old:
                    moved = f"{new:%d-%m-%Y}"
                    tables[entry.table].report("date_moved_later", name, entry.place, moved, known=f"{old:%d-%m-%Y}")
                shown = without_persons(old) if name in texts and isinstance(old, str) else old
                yield Difference(comparison.register_name, key_in_words(key), name, shown, new)
