"""Typed rows held against what is known: by key and checksum new, changed or unchanged; and the values that change."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from kpi.facts import row_digests
from kpi.facts.current_rows import BATCH, known_digests, known_values
from kpi.facts.proposal import Stored, storage_columns
from kpi.facts.reader import Reader
from kpi.intake.import_report import Difference, key_in_words
from kpi.intake.row_comparison import ComparedRow, Corrected, RowComparison
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.values import row_keys
from kpi.intake.values.organisation_names import NAMING, Names, forms_of
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.registers import KEYED, REGISTERS, FieldKind, Register

DIFFERENCES_SHOWN = 500


def stored_columns(programme: Programme, table: TypedTable, names: Names) -> list[list[Stored]]:
    """The table's columns as ``storage_columns`` has them, with the comparable form after each keyed one."""
    lines, register = programme.line_names(), table.layout.register.name
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


@dataclass(frozen=True, slots=True)
class SaidByHand:
    """The decisions that an import goes by: under which form names count, and by register what was corrected."""

    names: Names
    corrected: Mapping[str, Mapping[str, Corrected]]


def compare_rows(
    programme: Programme,
    reader: Reader,
    tables: Sequence[TypedTable],
    by_hand: SaidByHand,
    compared: Callable[[int], None],
) -> dict[str, RowComparison]:
    """Compare the accepted rows of every table with what is known, by register; ``compared`` counts the tables."""
    comparisons: dict[str, RowComparison] = {}
    for number, table in enumerate(tables):
        name = table.layout.register.name
        if name not in comparisons:
            known, corrected = known_digests(reader, name), by_hand.corrected.get(name, {})
            comparisons[name] = RowComparison(name, known, corrected)
        _compare_table(programme, comparisons[name], number, tables, by_hand.names)
        compared(number + 1)
    return comparisons


def _compare_table(
    programme: Programme, comparison: RowComparison, number: int, tables: Sequence[TypedTable], names: Names
) -> None:
    """Add the accepted rows of a table to the comparison; a later row of a key takes the place of an earlier one."""
    table = tables[number]
    register = table.layout.register
    columns = stored_columns(programme, table, names)
    stored = storage_columns(register.name)
    of_keys = [columns[stored.index(key_column(register, each.name))] for each in register.keys]
    keys = row_keys.row_keys(register, of_keys)
    digest_of = row_digests.digester(stored)
    known, entries, corrected = comparison.known, comparison.entries, comparison.corrected
    for index, (key, values) in enumerate(zip(keys, zip(*columns, strict=True), strict=True)):
        if index in table.rejected:
            continue
        checksum = digest_of(values)
        earlier = entries.get(key)
        if earlier is not None and earlier.digest != checksum:
            _report_replaced(table, index, tables[earlier.table], earlier)
        same = known.get(key) == checksum
        if corrected and not same and key in corrected:
            same = _stays_corrected(table, index, corrected[key], checksum)
        entries[key] = ComparedRow(checksum, None if same else values, number, index)


def _stays_corrected(table: TypedTable, index: int, made: Corrected, checksum: str) -> bool:
    """Report a file about a corrected row; tell whether it only repeats what the row was before."""
    first = table.layout.register.keys[0].name
    again = checksum in made.before
    table.report("correction_kept" if again else "correction_replaced", first, index, known=made.by, reason=made.reason)
    return again


def _report_replaced(table: TypedTable, index: int, before: TypedTable, earlier: ComparedRow) -> None:
    first = table.layout.register.keys[0].name
    row = f"{before.rows[earlier.place]}"
    place = row if before is table else f"{before.file}, {before.sheet}, {row}"
    table.report("replaced_in_file", first, index, table.columns[first][index], known=place)


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
    changed = comparison.changed_keys()
    names = storage_columns(comparison.register_name)
    dates = {each.name for each in REGISTERS[comparison.register_name].fields if each.kind is FieldKind.DATE}
    for start in range(0, len(changed), BATCH):
        some = changed[start : start + BATCH]
        before = known_values(reader, comparison.register_name, some)
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
