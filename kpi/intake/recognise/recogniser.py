"""Each table of a sheet recognised, with a finding for whatever isn't, and a question where only a person can tell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.intake.formats.cells import HEADER_WITHIN, Cells, Numbered, Row, SheetRows, as_text, column_letter, only
from kpi.intake.problems import Findings, shown
from kpi.intake.recognise.column_matching import Looks, fitting_throughout, match, values_of
from kpi.intake.recognise.column_questions import ColumnAsked, TableAsked, set_key
from kpi.intake.recognise.header_rows import FITS_FROM, Name, NameRow, begins, first_of, fit, is_unit_row, name_rows
from kpi.intake.recognise.period_columns import Periods, periods, turned
from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.recognise.recognised import Recognised, TableHeading
from kpi.intake.recognise.sheet_names import Layout, by_name, closest, text_of
from kpi.intake.values.scales import in_thousands, includes_vat, not_whole_euros
from kpi.programme.comparable_names import name_key
from kpi.programme.registers import FieldKind

NAMES = ("Uitleg", "Explanation", "Lijsten", "Lists", "Te verbeteren", "To correct")
OUR_OWN = frozenset(name_key(name + mark) for name in NAMES for mark in ("", " (nl)"))
"""Sheets that we write ourselves and that hold no facts: those of the template, and the list of faults."""
EXAMPLES = 4


@dataclass
class Recogniser:
    """Recognises the tables of files: with the answers given before, and the questions and findings on the way."""

    known: Sequence[Layout]
    looks: Looks
    answers: Mapping[str, ColumnMeanings]
    """By set of column names, what was said before."""
    findings: Findings
    fill_down: bool = False
    year: int = 0
    """Of months that name none; 0 where nobody said."""
    questions: list[TableAsked] = field(default_factory=list)
    """One for each table whose column names were found, also where everything is certain."""

    def tables(self, file: str, cells: Cells, rows: SheetRows, *, delimited: bool) -> Iterator[Recognised]:
        """The tables of a sheet in their order; each one's rows are to be read before the next is asked for."""
        return _Sheet(self, file, delimited, cells, rows).tables()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet while its tables are recognised."""

    by: Recogniser
    file: str
    delimited: bool
    cells: Cells
    rows: SheetRows
    part: bool = False
    """Whether it is one of several tables beside each other, so that the sheet's name says little."""

    def _report(self, code: str, cell: str = "", column: str = "", value: str = "", **values: object) -> None:
        self.by.findings.add(code, self.file, self.cells.name, cell, column, value, **values)

    def tables(self) -> Iterator[Recognised]:
        top = self.rows.look()
        if name_key(self.cells.name) in OUR_OWN or not any(any(row) for _, row in top):
            return
        if self.cells.hidden:
            self._report("hidden_sheet")
            return
        found = None if self.cells.turned else periods(top, self.by.looks.programme, self.by.known)
        if found is not None:
            yield from self._of_periods(found)
            return
        names = name_rows(top[:HEADER_WITHIN])
        for row in names:
            parts = [part for part in row.segments() if any(map(row.part(part).covers, self.by.known))]
            if len(parts) > 1:
                for there in (only(self.cells, columns) for columns in parts):
                    yield from replace(self, cells=there, rows=SheetRows(there), part=True).tables()
                return
        yield from self._in_order(self._first(top, names), top)

    def _of_periods(self, found: Periods) -> Iterator[Recognised]:
        """The tables of a sheet with a column a month or plan year; none where nobody said which year it is."""
        shown = [
            text_of(cell) for column, cell in enumerate(dict(self.rows.look())[found.row]) if column in found.columns
        ]
        if found.lacks_year and not self.by.year:
            self._report("months_without_year", f"{found.row}", known=tuple(shown))
            yield Recognised(self.cells, self.rows, by_name(self.by.known, self.cells.name))
            return
        self._report("periods_turned", f"{found.row}", known=tuple(shown))
        there = turned(self.cells, found, self.by.known, self.by.year)
        yield from replace(self, cells=there, rows=SheetRows(there)).tables()

    def _in_order(self, table: tuple[Layout, NameRow] | None, top: list[Numbered]) -> Iterator[Recognised]:
        if table is None:
            yield Recognised(self.cells, self.rows, by_name(self.by.known, self.cells.name))
            return
        if self.cells.hidden_rows:
            self._report("hidden_rows", n=self.cells.hidden_rows)
        while table:
            layout, names = table
            yield self._table(layout, names, [row for number, row in top if number < names.top])
            table = self._next(layout)

    def _next(self, before: Layout) -> tuple[Layout, NameRow] | None:
        """The table that begins at the next row, if one does."""
        fits = begins(self.by.known, self.rows.look(2))
        named = by_name(self.by.known, self.cells.name)
        next_table = next((fit for wanted in (before, named) for fit in fits if fit[0] is wanted), None)
        if next_table is None and len(fits) > 1:
            self._report("ambiguous_sheet", f"{fits[0][1].row}", known=tuple(layout.label for layout, _ in fits))
        return next_table or next(iter(fits), None)

    def _table(self, layout: Layout, names: NameRow, above: list[Row]) -> Recognised:
        width = _skip_to(self.rows, names)
        ahead = self.rows.look()
        if ahead and is_unit_row(ahead[0][1]):
            self.rows.take(1)
            ahead = ahead[1:]
        sample = [row for _, row in ahead]
        remembered = self.by.answers.get(set_key(names.keys.values()))
        said = remembered if remembered and remembered.register == layout.register.name else None
        heading = match(layout, names, sample, self.by.looks, said)
        below = islice(self.cells.rows(), names.row + 1 - self.cells.first_row, None)
        suggested = fitting_throughout(layout, heading.suggested, () if self.cells.turned else below, self.by.looks)
        heading = replace(heading, suggested=suggested)
        readable = self._report_columns(layout, heading, sample)
        asked = self._ask(layout, names, heading, sample, readable)
        readable = self._in_euros(layout, heading, above, sample) and readable
        wide = width if self.delimited else 0
        return Recognised(self.cells, self.rows, layout, heading if readable else None, wide, self.by.fill_down, asked)

    def _report_columns(self, layout: Layout, heading: TableHeading, sample: Sequence[Row]) -> bool:
        """Tell about columns that are unknown, personal, double or missing; whether the table can be read."""
        labels = [layout.label_of(name) for name in layout.columns]
        unread = tuple(name for column, name in heading.unknown if column not in heading.beside)
        for column, name in heading.unknown:
            code = "amount_column" if column in heading.asked else "unknown_column"
            if column not in heading.beside:
                examples = _examples(sample, column)
                self._report(code, heading.cell(column), name, known=closest(name, labels), examples=examples)
        for column, name, near in heading.near:
            self._report("near_column", heading.cell(column), name, known=layout.label_of(near))
        for column, name in heading.personal:
            self._report("personal_data", heading.cell(column), name)
        for column, name, other in heading.twice:
            self._report("column_twice", heading.cell(column), name, other=other)
        self._report_taken(layout, heading)
        missing = [layout.label_of(name) for name in layout.required if not heading.has(name)]
        for label in missing:
            self._report("missing_column", f"{heading.row}", label, known=closest(label, unread) or unread)
        return not missing and not heading.twice and not heading.asked

    def _report_taken(self, layout: Layout, heading: TableHeading) -> None:
        """Tell which columns that are read can't be seen, and which fields have one value for all rows."""
        unseen = [heading.names[each] for each, at in heading.fields.items() if self.cells.hides(at)]
        if unseen:
            self._report("hidden_columns", f"{heading.row}", known=tuple(unseen))
        for name, text in heading.constants.items():
            self._report("one_for_all", f"{heading.row}", layout.label_of(name), text)

    def _in_euros(self, layout: Layout, heading: TableHeading, above: Sequence[Row], sample: Sequence[Row]) -> bool:
        """Tell whether amounts are in whole euros without VAT, by their names, the first row and what stands above."""
        money = [name for name in layout.columns if layout.register.field(name).kind is FieldKind.MONEY]
        names = {field: name for field, name in heading.names.items() if field in money}
        first = [cell for field in names for cell in values_of(sample[:1], heading.fields[field])]
        texts = [cell for row in (*above, first) for cell in row if isinstance(cell, str)]
        texts = [self.cells.name, *texts] if names else []
        labels = tuple(name_key(layout.label_of(field)) for field in money)
        signs = [name for name in names.values() if not_whole_euros(name)]
        signs += [each for _, each in heading.unknown if not_whole_euros(each) and name_key(each).startswith(labels)]
        signs += [text for text in texts if in_thousands(text)]
        if signs:
            self._report("not_in_euros", f"{heading.row}", value=without_persons(signs[0]))
        with_vat = [text for text in texts if includes_vat(text)] if "vat" in layout.columns else []
        if with_vat and "excl" not in names.get("amount", "").casefold():
            self._report("includes_vat", f"{heading.row}", value=without_persons(with_vat[0]))
            return False
        return not signs

    def _first(self, top: list[Numbered], name_rows: Sequence[NameRow]) -> tuple[Layout, NameRow] | None:
        """The first table of a sheet: by what was said, by the sheet's name, else by its columns."""
        for row in name_rows:
            if (answer := self.by.answers.get(set_key(row.keys.values()))) is not None:
                layout = next((each for each in self.by.known if each.register.name == answer.register), None)
                return (layout, row) if layout else None
        named = by_name(self.by.known, self.cells.name)
        named_at = first_of(named, name_rows) if named else None
        fits = self._fits(name_rows)
        if named and named_at and not self.delimited and not self.part:
            return next((fit for fit in fits if fit[1].row < named_at.top), (named, named_at))
        if named and named_at and named in [layout for layout, _ in fits]:
            return named, named_at
        if len(fits) == 1:
            return fits[0]
        if named and not fits:
            if named_at is None:
                self._report("no_header", known=tuple(map(named.label_of, named.required)))
            return (named, named_at) if named_at else None
        self._unknown(top, name_rows, [layout.label for layout, _ in fits])
        return None

    def _fits(self, name_rows: Sequence[NameRow]) -> list[tuple[Layout, NameRow]]:
        """The layouts that fit the first table best: none, one, or several that fit equally well."""
        known = self.by.known
        placed = [
            (layout, names) for layout in known if (names := first_of(layout, name_rows)) and names.covers(layout)
        ]
        first = min((names.row for _, names in placed), default=0)
        scored = [(fit(layout, names), layout, names) for layout, names in placed if names.row == first]
        best = max((score for score, _, _ in scored), default=(0, 0))
        good = [(layout, names) for score, layout, names in scored if score == best]
        return [(layout, names) for layout, names in good if best[0] + len(layout.required) > FITS_FROM]

    def _unknown(self, top: list[Numbered], name_rows: Sequence[NameRow], fitting: list[str]) -> None:
        known = fitting or closest(self.cells.name, [layout.label for layout in self.by.known])
        self._report("ambiguous_sheet" if fitting else "unknown_sheet", known=tuple(known))
        placed = [(layout, names) for layout in self.by.known if (names := first_of(layout, name_rows))]
        if placed:
            layout, names = max(placed, key=lambda each: (each[1].count(each[0]), -each[1].row))
            sample = [row for number, row in top if number > names.row]
            self._ask(layout, names, match(layout, names, sample, self.by.looks), sample, readable=False)

    def _ask(self, layout: Layout, names: NameRow, heading: TableHeading, sample: Sequence[Row], readable: bool) -> int:
        """Keep what is certain of a table and what may be asked about it; return which of the questions it is."""
        fields = names.fields(layout)
        double = {fields.get(column, "") for column, _, _ in heading.twice}
        both = {name.column for name in names.names if fields.get(name.column) in double}
        unknown = {column for column, _ in heading.unknown if column not in heading.beside}
        apart = {*heading.beside, *(column for column, _ in heading.personal)}
        held = {column: field for field, column in heading.fields.items()}
        asked, certain = (
            tuple(
                _asked_column(name, names.keys[name.column], sample, held.get(name.column, ""), heading)
                for name in names.names
                if (name.column in unknown | both) is wanted and name.column not in apart
            )
            for wanted in (True, False)
        )
        table = TableAsked(
            self.file,
            self.cells.name,
            headers=tuple(name.text for name in names.names),
            keys=tuple(names.keys.values()),
            register=layout.register.name,
            columns=asked,
            certain=certain,
            missing=tuple(name for name in layout.required if not heading.has(name)),
            needed=not readable,
            constants=heading.constants,
            stands_for=heading.words,
            sample=(_names_alone(names), *sample),
            turned=self.cells.turned,
        )
        self.by.questions.append(table)
        return len(self.by.questions) - 1


def _names_alone(names: NameRow) -> Row:
    """One row with the names as they are shown."""
    row: Row = [""] * (max(name.column for name in names.names) + 1)
    for name in names.names:
        row[name.column] = name.text
    return row


def _asked_column(name: Name, key: str, sample: Sequence[Row], held: str, heading: TableHeading) -> ColumnAsked:
    """A column with the field that it is, or may be."""
    texts = dict.fromkeys(each for cell in values_of(sample, name.column) if (each := as_text(cell)))
    letter, examples = column_letter(name.column), _examples(sample, name.column)
    suggestion = heading.suggested.get(name.column) or held
    return ColumnAsked(letter, key, name.text, examples, suggestion, tuple(texts))


def _examples(sample: Sequence[Row], column: int) -> tuple[str, ...]:
    """The first different values of a column, as they are shown."""
    return tuple(dict.fromkeys(without_persons(shown(cell)) for cell in values_of(sample, column)))[:EXAMPLES]


def _skip_to(rows: SheetRows, names: NameRow) -> int:
    """Go on to the row after the names; how many cells the names have, empty ones too."""
    width = 0
    while (taken := rows.take(1)) and taken[0][0] <= names.row:
        width = max(width, len(taken[0][1])) if taken[0][0] >= names.top else 0
    rows.give_back(taken)
    return width
