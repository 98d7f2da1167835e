"""Typed rows held against what is known: by key and checksum new, changed or unchanged; and what a change means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kpi.facts import row_digests
from kpi.facts.proposal import NewRow, RegisterChange, Stored, storage_columns
from kpi.facts.reader import Reader
from kpi.intake.import_outcome import rows_in_words
from kpi.intake.import_report import Difference, key_in_words
from kpi.intake.problems import Findings
from kpi.intake.recognise.sheet_names import closest
from kpi.intake.typed.corrected_rows import Corrected
from kpi.intake.typed.row_rules import line_ids
from kpi.intake.typed.typed_rows import TypedTable
from kpi.intake.values import row_keys
from kpi.intake.values.organisation_names import NAMING, Names, forms_of
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.registers import KEYED, REGISTERS, FieldKind, Register

DIFFERENCES_SHOWN = 500
TIED_TO_ORGANISATIONS = ("contributions", "vacancies", "videos")
TOLD = 200
"""Unknown names that are looked up among the known ones; the others are only counted."""


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
    known: dict[str, str]
    entries: dict[str, ComparedRow] = field(default_factory=dict)
    retire: frozenset[str] = frozenset()
    by_hand: Mapping[str, Corrected] = field(default_factory=dict)
    """By key, what was corrected or retired by hand."""

    def status(self, key: str, entry: ComparedRow) -> str:
        """``new``, ``changed`` or ``unchanged``."""
        if entry.values is None:
            return "unchanged"
        return "changed" if key in self.known else "new"

    def changed_keys(self) -> list[str]:
        """Keys of rows that are known with other values."""
        return [key for key, entry in self.entries.items() if entry.values is not None and key in self.known]

    def change(self, tables: Sequence[TypedTable], uploads: Sequence[int]) -> RegisterChange | None:
        """What is to be written and retired; None when nothing is."""
        rows = [
            NewRow(
                key,
                entry.digest,
                entry.values,
                uploads[entry.table],
                tables[entry.table].sheet,
                tables[entry.table].rows[entry.place],
            )
            for key, entry in self.entries.items()
            if entry.values is not None
        ]
        return RegisterChange(self.register_name, rows, self.retire) if rows or self.retire else None


def stored_columns(programme: Programme, table: TypedTable, names: Names) -> list[list[Stored]]:
    """The table's columns as ``storage_columns`` has them, with the comparable form after each keyed one."""
    lines, register = line_ids(programme), table.layout.register.name
    columns: list[list[Stored]] = []
    for declared in table.layout.register.fields:
        values: list[Stored] = table.columns.get(declared.name) or [None] * len(table)  # type: ignore[assignment]
        columns.append(values)
        if declared.kind in KEYED:
            forms: dict[Stored, Stored] = {None: None}
            if (register, declared.name) in NAMING:
                forms.update(forms_of(names, values))  # type: ignore[arg-type]
            elif declared.kind is FieldKind.BUDGET_LINE:
                forms.update({each: lines.get(name_key(str(each))) for each in set(values) - {None}})
            else:
                forms.update({each: name_key(str(each)) for each in set(values) - {None}})
            columns.append([forms[each] for each in values])
    return columns


def key_column(register: Register, name: str) -> str:
    """The stored column that a field's part of the key is made from: its form, where it names an organisation."""
    return f"{name}_key" if (register.name, name) in NAMING else name


def compare(
    programme: Programme, comparison: RowComparison, number: int, tables: Sequence[TypedTable], names: Names
) -> None:
    """Add the accepted rows of a table to the comparison; a later row of a key takes the place of an earlier one."""
    table = tables[number]
    register = table.layout.register
    columns = stored_columns(programme, table, names)
    stored = storage_columns(register.name)
    of_keys = [columns[stored.index(key_column(register, each.name))] for each in register.keys]
    named = row_keys.row_keys(register, of_keys)
    known, entries, by_hand = comparison.known, comparison.entries, comparison.by_hand
    for index, (key, values) in enumerate(zip(named, zip(*columns, strict=True), strict=True)):
        if index in table.rejected:
            continue
        checksum = row_keys.digest(values)
        earlier = entries.get(key)
        if earlier is not None and earlier.digest != checksum:
            _report_replaced(table, index, tables[earlier.table], earlier)
        same = known.get(key) == checksum
        if by_hand and not same and key in by_hand:
            same = _stays_corrected(table, index, by_hand[key], checksum)
        entries[key] = ComparedRow(checksum, None if same else values, number, index)


def _stays_corrected(table: TypedTable, index: int, made: Corrected, checksum: str) -> bool:
    """Whether a file only says again what was corrected by hand; told either way."""
    first = table.layout.register.keys[0].name
    again = checksum in made.before
    table.report("correction_kept" if again else "correction_replaced", first, index, known=made.by, reason=made.reason)
    return again


def _report_replaced(table: TypedTable, index: int, before: TypedTable, earlier: ComparedRow) -> None:
    first = table.layout.register.keys[0].name
    row = f"{before.rows[earlier.place]}"
    place = row if before is table else f"{before.file}, {before.sheet}, {row}"
    table.report("replaced_in_file", first, index, table.columns[first][index], known=place)


def report_unknown_organisations(reader: Reader, tables: Sequence[TypedTable], names: Names) -> None:
    """Name each organisation that no sheet and no earlier import knows, with the nearest known names."""
    tied = [table for table in tables if table.layout.register.name in TIED_TO_ORGANISATIONS]
    if not tied:
        return
    known = row_digests.names(reader, "organisations", "name")
    for table in tables:
        if table.layout.register.name == "organisations":
            written = (str(table.columns["name"][index]) for index in table.accepted())
            known.update((names.form(each), each) for each in written)
    written_names = tuple(dict.fromkeys(known.values()))
    for table in tied:
        for told, (index, name) in enumerate(_unknown(table, known, names)):
            near = closest(name, written_names) if told < TOLD else ()
            table.report("unknown_organisation", "organisation", index, name, known=near)


def _unknown(table: TypedTable, known: dict[str, str], names: Names) -> Iterator[tuple[int, str]]:
    """Each unknown name once, with the first accepted row that has it."""
    missing = {
        each: True
        for each in set(table.columns["organisation"])
        if isinstance(each, str) and names.form(each) not in known
    }
    if not missing:
        return
    for index in table.accepted():
        name = table.columns["organisation"][index]
        if isinstance(name, str) and missing.pop(name, False):
            yield index, name


def check_orders(reader: Reader, tables: Sequence[TypedTable]) -> None:
    """An invoice names an order that is known, and one row of it where the order has several."""
    tied = [table for table in tables if table.layout.register.name == "expenses"]
    if not any(any(table.columns.get("order_reference", ())) for table in tied):
        return
    lines = _known_lines(reader, tied)
    single = {name: entry for entry, found in lines.items() for name in (entry, *(f"{entry}/{each}" for each in found))}
    for table in tied:
        for index, named in enumerate(table.columns["order_reference"]):
            if not isinstance(named, str):
                continue
            key = row_keys.code_part(named)
            found = sorted(lines.get(key, ()))
            if len(found) > 1:
                table.report(
                    "order_of_several_rows",
                    "order_reference",
                    index,
                    named,
                    known=[f"{named}/{each}" for each in found],
                )
            elif key not in single:
                near = closest(named, tuple(lines))
                table.report("unknown_order", "order_reference", index, named, known=near)


def _known_lines(reader: Reader, tables: Sequence[TypedTable]) -> dict[str, set[str]]:
    """Booking number → its lines, as keys, out of the store and the files."""
    lines: dict[str, set[str]] = {}
    for key in row_digests.digests(reader, "expenses"):
        entry, _, line = key.partition(row_keys.SEPARATOR)
        lines.setdefault(entry, set()).add(line)
    for table in tables:
        for index in table.accepted():
            entry, line = (
                row_keys.key_part(FieldKind.CODE, table.columns[name][index])  # type: ignore[arg-type]
                for name in ("entry", "entry_line")
            )
            lines.setdefault(entry, set()).add(line)
    return lines


def differences(reader: Reader, comparison: RowComparison, tables: Sequence[TypedTable]) -> Iterator[Difference]:
    """Every value that changes, of known rows; a date that moves later is reported as well."""
    changed = comparison.changed_keys()
    names = storage_columns(comparison.register_name)
    dates = {each.name for each in REGISTERS[comparison.register_name].fields if each.kind is FieldKind.DATE}
    for start in range(0, len(changed), row_digests.BATCH):
        some = changed[start : start + row_digests.BATCH]
        before = row_digests.values(reader, comparison.register_name, some)
        for key in some:
            entry = comparison.entries[key]
            for name, old, new in zip(names, before[key], entry.values or (), strict=True):
                if old == new or name.endswith("_key"):
                    continue
                if name in dates and isinstance(old, date) and isinstance(new, date) and new > old:
                    _report_moved(tables[entry.table], name, entry.place, old, new)
                yield Difference(comparison.register_name, key_in_words(key, row_keys.SEPARATOR), name, old, new)


def _report_moved(table: TypedTable, name: str, index: int, old: date, new: date) -> None:
    table.report("date_moved_later", name, index, f"{new:%d-%m-%Y}", known=f"{old:%d-%m-%Y}")


def retire_missing(reader: Reader, comparison: RowComparison, label: str, file: str, findings: Findings) -> None:
    """Retire the known rows that the file lacks, and list them."""
    comparison.retire = frozenset(comparison.known.keys() - comparison.entries.keys())
    gone = sorted(comparison.retire)
    for named in rows_in_words(reader, comparison.register_name, gone).values():
        findings.add("retired_row", file, label, value=named)
