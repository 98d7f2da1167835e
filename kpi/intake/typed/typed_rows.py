"""A recognised sheet becomes typed columns, with a problem for every cell and row that can't be read for certain.

Columns are converted whole and in batches, because a sheet may have a hundred thousand rows. A row with an error is
rejected; the others keep their place in the file.
"""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest

from kpi.intake.formats.cells import Raw, Row, Turned, clean
from kpi.intake.problems import Findings
from kpi.intake.recognise.personal_data import TAKEN_OUT
from kpi.intake.recognise.recognised import Recognised
from kpi.intake.recognise.sheet_names import Layout
from kpi.intake.recognise.table_borders import Border, Unread, bare_totals, is_total, note_rows
from kpi.intake.typed.amount_columns import settle_amounts
from kpi.intake.typed.filled_in import LABELS, blank_stands, fill_defaults, fill_labels, fill_meanings, holds_when
from kpi.intake.typed.total_rows import Totals
from kpi.intake.typed.typed_table import NUMBERED, Column, TypedTable
from kpi.intake.unreadable import Doubt, Fault
from kpi.intake.values.converters import FIGURES, TICKS, Converter, converter
from kpi.intake.values.days import MONTHS
from kpi.intake.values.listed_words import word_lacking
from kpi.intake.values.scales import in_thousands, includes_vat
from kpi.programme.plan import Programme
from kpi.programme.registers import FieldKind

ONCE_A_COLUMN = frozenset(["time_left_out", "almost_midnight"])
"""What is told where it first occurs, for it tends to hold for every cell below."""


def read_table(
    programme: Programme,
    known: Sequence[Layout],
    recognised: Recognised,
    file: str,
    findings: Findings,
    passed: Callable[[int], None] = lambda _row: None,
) -> TypedTable:
    """The typed rows of a table, up to where another one begins.

    Blank rows, notes and repeated column names are skipped; rows of totals are compared with the rows above them.
    ``passed`` gets the number of the row that was reached.
    """
    layout, heading = recognised.layout, recognised.heading
    assert layout is not None  # noqa: S101 - only what was recognised is read
    assert heading is not None  # noqa: S101
    table = TypedTable(layout, file, recognised.cells.name, heading, findings, width=recognised.width)
    converters = {
        name: converter(programme, layout.register.field(name), heading.words.get(name))
        for name in (*heading.fields, *heading.constants)
    }
    for name, known_values in converters.items():
        known_values.blank_stands = blank_stands(layout, name)
    table.turned = recognised.cells.turned
    table.columns = {name: [] for name in layout.columns}
    table.either = {name: [] for name, values in converters.items() if values.field.kind in FIGURES}
    table.beside = {column: [] for column in heading.beside}
    totals = Totals(table)
    border = Border(known, table, recognised.rows)
    unread = Unread(heading)
    while (batch := border.next_batch()) is not None:
        unread.look(batch)
        _take(table, converters, totals, batch)
        passed(border.reached)
    unread.report(table)
    refuse_noted(table)
    table.last_row = border.reached
    for name, known_values in converters.items():
        _read_ticks(table, name, known_values)
        refuse_order(table, name, known_values)
        _refuse_notation(table, name, known_values)
    settle_amounts(table)
    numbered = NUMBERED.get(layout.register.name)
    numbers = table.column(numbered) if numbered else ()
    table.unnumbered = {index for index, number in enumerate(numbers) if number is None}
    fill_labels(table, fill=recognised.fill_down)
    fill_defaults(programme, table)
    fill_meanings(programme, table)
    _check_required(table)
    return table


def _only_ticks(known: Converter) -> bool:
    """Tell whether a column was filled in with nothing but ticks, so that a blank is a tick that wasn't put."""
    if known.field.kind is not FieldKind.YES_NO or not all(isinstance(raw, str) or raw is None for raw in known):
        return False
    words = {clean(raw).casefold() for raw in known if isinstance(raw, str)} - {""}
    return bool(words) and words <= TICKS


def _read_ticks(table: TypedTable, name: str, values: Converter) -> None:
    """Read a blank as no where a column holds nothing but ticks, whatever a blank means elsewhere, and report that."""
    if name in table.heading.fields and _only_ticks(values) and None in table.columns[name]:
        table.columns[name] = [False if each is None else each for each in table.columns[name]]
        table.tell("ticks_only", table.heading.cell(table.heading.fields[name]), table.label(name))


def _take(table: TypedTable, converters: dict[str, Converter], totals: Totals, batch: list[tuple[int, Row]]) -> None:
    """Convert a batch of rows and add it to the table."""
    stood = list(zip_longest(*(row for _, row in batch), fillvalue=""))
    blank: Sequence[Raw] = [""] * len(batch)
    fields = table.heading.fields.items()
    raws: dict[str, Sequence[Raw]] = {name: stood[column] if column < len(stood) else blank for name, column in fields}
    dropped = _totals(table, converters, totals, batch, raws)
    if dropped:
        kept = [index for index in range(len(batch)) if index not in dropped]
        batch = [batch[index] for index in kept]
        raws = {name: [column[index] for index in kept] for name, column in raws.items()}
    raws.update((name, [text] * len(batch)) for name, text in table.heading.constants.items())
    for column, cells in table.beside.items():
        cells.extend(row[column] if column < len(row) else "" for _, row in batch)
    if (marks := table.heading.marks) is not None:
        table.marks.extend(row[marks] if marks < len(row) else "" for _, row in batch)
    start = len(table.rows)
    table.rows.extend(number for number, _ in batch)
    if table.turned:
        table.origins.extend(row.origin for _, row in batch if isinstance(row, Turned))
    if table.width:
        refuse_long(table, start, batch)
    for name, values in table.columns.items():
        if name in raws:
            values.extend(_converted(table, converters[name], name, start, raws[name]))
        else:
            values.extend([None] * len(batch))


def _converted(table: TypedTable, known: Converter, name: str, start: int, raw: Sequence[Raw]) -> Column:
    known.forget()
    if bool in set(map(type, raw)):
        raw = [("WAAR" if each else "ONWAAR") if isinstance(each, bool) else each for each in raw]
    values = list(map(known.__getitem__, raw))
    if known.notation.either:
        texts = ((start + offset, cell) for offset, cell in enumerate(raw) if isinstance(cell, str))
        table.either[name] += [(index, cell) for index, cell in texts if clean(cell) in known.notation.either]
    known.order.place(raw, start)
    if known.faults:
        _note_faults(table, name, start, raw, values)
    return values


def _note_faults(table: TypedTable, name: str, start: int, raw: Sequence[Raw], values: Column) -> None:
    for offset, meaning in enumerate(values):
        if word := word_lacking(meaning):
            table.lacks(name, word)
        if isinstance(meaning, Doubt):
            values[offset] = meaning.value
            if meaning.fault.code in ONCE_A_COLUMN:
                if (name, meaning.fault.code) in table.told_once:
                    continue
                table.told_once.add((name, meaning.fault.code))
            if meaning.value is None:
                table.doubted.setdefault(name, set()).add(start + offset)
            shown = TAKEN_OUT if meaning.fault.code == "personal_value" else raw[offset]
            table.report(meaning.fault.code, name, start + offset, shown, **meaning.fault.values)
        elif isinstance(meaning, Fault):
            values[offset] = None
            table.doubted.setdefault(name, set()).add(start + offset)
            table.unread.setdefault(name, set()).add(start + offset)
            table.report(meaning.code, name, start + offset, raw[offset], **meaning.values)


def _totals(
    table: TypedTable,
    converters: dict[str, Converter],
    totals: Totals,
    batch: list[tuple[int, Row]],
    raws: dict[str, Sequence[Raw]],
) -> set[int]:
    """Indexes of rows of totals in a batch; they have been compared with the rows above."""
    required = [name for name in table.layout.required if name in raws]
    lacking = [raws[name] for name in required if "" in raws[name] or None in raws[name]]
    candidates = {index for column in lacking for index, raw in enumerate(column) if raw in ("", None)}
    totals_at = {index for index in candidates if is_total(batch[index][1])}
    for key in table.layout.register.keys:
        if key.name in raws and key.kind in LABELS:
            totals_at |= bare_totals(raws[key.name])
    totals_at = totals.follow(batch, raws, converters, totals_at)
    below = (note_rows(table, batch, index + 1) for index in totals_at) if len(required) > 1 else ()
    return totals_at.union(*below)


def _check_required(table: TypedTable) -> None:
    """Every required value is there; a cell that couldn't be read has been reported already."""
    for name, declared in table.layout.columns.items():
        unless = declared.required_unless
        if not (table.layout.register.field(name).required or unless):
            continue
        values, unread = table.columns[name], table.unread.get(name, ())
        if None not in values:
            continue
        spared = holds_when(table, unless) if unless else None
        for index, each in enumerate(values):
            if each is None and index not in unread and not (spared and spared(index)):
                table.report("required", name, index)


def refuse_noted(table: TypedTable) -> None:
    """Refuse every row where a note below says that amounts are in thousands, or with VAT."""
    kinds = {table.layout.register.field(name).kind for name in table.heading.fields}
    for place, text in table.notes if FieldKind.MONEY in kinds else ():
        with_vat = (
            "vat" in table.layout.columns and includes_vat(text) and "excl" not in table.label("amount").casefold()
        )
        if in_thousands(text) or with_vat:
            table.tell("not_in_euros" if in_thousands(text) else "includes_vat", place, value=text)
            table.rejected.update(range(len(table.rows)))


def refuse_order(table: TypedTable, name: str, values: Converter) -> None:
    """Refuse the dates of a column that could be read either way, where others put the month first."""
    column, order = table.columns[name], values.order
    rows = order.rows if order.doubtful else ()
    if order.swapped:
        rows = [row for row, day in enumerate(column) if isinstance(day, date) and day.month != day.day <= MONTHS]
    for index in rows:
        if isinstance(day := column[index], date):
            column[index] = None
            table.doubted.setdefault(name, set()).add(index)
            table.unread.setdefault(name, set()).add(index)
            other = min(order.late) if order.swapped else order.month_first
            code = "date_swapped" if order.swapped else "date_order"
            table.report(code, name, index, f"{day:%d-%m-%Y}", known=other)


def _refuse_notation(table: TypedTable, name: str, values: Converter) -> None:
    """Refuse ``1.250`` where others show that a point is a decimal one, and where no thousands are to be expected."""
    alone = values.field.kind is FieldKind.NUMBER and not values.notation.english
    dutch = any("," in raw or raw.count(".") > 1 for raw in values if isinstance(raw, str))
    if values.notation.english or (alone and not dutch):
        for index, raw in table.either.get(name, ()):
            table.columns[name][index] = None
            table.unread.setdefault(name, set()).add(index)
            table.report("ambiguous_number", name, index, raw)


def refuse_long(table: TypedTable, start: int, batch: Sequence[tuple[int, Row]]) -> None:
    """Refuse rows with more cells than there are names: a delimiter within a value moved the rest along."""
    for offset, (_, row) in enumerate(batch):
        if len(row) > table.width and any(isinstance(cell, str) and cell.strip() for cell in row[table.width :]):
            table.report("row_too_long", table.layout.required[0], start + offset, n=table.width)
