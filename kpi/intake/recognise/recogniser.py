"""Each table of a sheet recognised, with a finding for whatever isn't, and a question where only a person can tell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.intake.formats.cells import HEADER_WITHIN, Cells, Numbered, Raw, Row, SheetRows, column_letter, only
from kpi.intake.formats.opening import OpenedFile
from kpi.intake.problems import Findings, shown
from kpi.intake.recognise.closest_names import closest
from kpi.intake.recognise.column_matching import Looks, match, values_of
from kpi.intake.recognise.column_questions import ColumnAsked, TableAsked, set_key
from kpi.intake.recognise.header_rows import FITS_FROM, NameRow, begins, first_of, fit, is_unit_row, name_rows
from kpi.intake.recognise.personal_data import any_address, looks_personal, without_persons
from kpi.intake.recognise.recognised import Recognised, TableHeading
from kpi.intake.recognise.sheet_names import Layout, by_name, personal_in
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
    questions: list[TableAsked] = field(default_factory=list)

    def tables(self, book: OpenedFile, cells: Cells, rows: SheetRows, *, part: bool = False) -> Iterator[Recognised]:
        """The tables of a sheet in their order; each one's rows are to be read before the next is asked for.

        ``part``: it is one of several tables beside each other, so the sheet's name says little.
        """
        top = rows.look()
        if name_key(cells.name) in OUR_OWN or not any(any(row) for _, row in top):
            return
        if cells.hidden:
            self.findings.add("hidden_sheet", book.name, cells.name)
            yield Recognised(cells, rows, personal=True)
            return
        names = name_rows(top[:HEADER_WITHIN])
        for row in names:
            beside = _beside(self.known, row)
            if len(beside) > 1:
                for columns in beside:
                    there = only(cells, columns)
                    yield from self.tables(book, there, SheetRows(there), part=True)
                return
        first = self._first(book, cells, top, names, part=part)
        yield from self._in_order(book, cells, rows, first, top)

    def _in_order(
        self, book: OpenedFile, cells: Cells, rows: SheetRows, table: tuple[Layout, NameRow] | None, top: list[Numbered]
    ) -> Iterator[Recognised]:
        if table is None:
            plain = [row for _, row in top]
            persons = personal_in(plain) or any(map(any_address, plain)) or any(map(looks_personal, _columns(plain)))
            yield Recognised(cells, rows, by_name(self.known, cells.name), personal=persons)
            return
        if cells.hidden_rows:
            self.findings.add("hidden_rows", book.name, cells.name, n=cells.hidden_rows)
        while table:
            layout, names = table
            above = [row for number, row in top if number < names.top]
            yield self._table(book, cells, rows, layout, names, above)
            table = self._next(book, cells, rows, layout)

    def _next(self, book: OpenedFile, cells: Cells, rows: SheetRows, before: Layout) -> tuple[Layout, NameRow] | None:
        """The table that begins at the next row, if one does."""
        fits = begins(self.known, rows.look(2))
        named = by_name(self.known, cells.name)
        next_table = next((fit for wanted in (before, named) for fit in fits if fit[0] is wanted), None)
        if next_table is None and len(fits) > 1:
            both = tuple(layout.label for layout, _ in fits)
            self.findings.add("ambiguous_sheet", book.name, cells.name, f"{fits[0][1].row}", known=both)
        return next_table or next(iter(fits), None)

    def _table(
        self, book: OpenedFile, cells: Cells, rows: SheetRows, layout: Layout, names: NameRow, above: list[Row]
    ) -> Recognised:
        width = _skip_to(rows, names)
        ahead = rows.look()
        if ahead and is_unit_row(ahead[0][1]):
            rows.take(1)
            ahead = ahead[1:]
        sample = [row for _, row in ahead]
        remembered = self.answers.get(set_key(names.keys.values()))
        answers = remembered.columns if remembered and remembered.register == layout.register.name else None
        heading = match(layout, names, sample, self.looks, answers)
        readable = report_columns(layout, heading, book.name, cells, self.findings)
        self._ask(book.name, cells, layout, names, heading, sample, readable)
        readable = self._in_euros(book.name, cells, heading, layout, above, sample) and readable
        personal = any(map(any_address, above)) or bool(heading.personal)
        wide = width if book.kind == "text" else 0
        return Recognised(cells, rows, layout, heading if readable else None, personal, wide)

    def _in_euros(
        self,
        file: str,
        cells: Cells,
        heading: TableHeading,
        layout: Layout,
        above: Sequence[Row],
        sample: Sequence[Row],
    ) -> bool:
        """Tell whether amounts are in whole euros without VAT, by their names, the first row and what stands above."""
        names = {field: heading.names[field] for field in amounts(heading, layout)}
        first = [
            sample[0][heading.fields[field]] for field in names if sample and heading.fields[field] < len(sample[0])
        ]
        texts = (
            [cells.name, *(cell for row in (*above, first) for cell in row if isinstance(cell, str))] if names else []
        )
        signs = [name for name in names.values() if not_whole_euros(name)]
        signs += [name for _, name in heading.unknown if not_whole_euros(name) and _is_amount(layout, name)]
        signs += [text for text in texts if in_thousands(text)]
        if signs:
            self.findings.add("not_in_euros", file, cells.name, f"{heading.row}", value=without_persons(signs[0]))
        with_vat = [text for text in texts if includes_vat(text)] if "vat" in layout.columns else []
        if with_vat and "excl" not in names.get("amount", "").casefold():
            self.findings.add("includes_vat", file, cells.name, f"{heading.row}", value=without_persons(with_vat[0]))
            return False
        return not signs

    def _first(
        self, book: OpenedFile, cells: Cells, top: list[Numbered], name_rows: Sequence[NameRow], *, part: bool
    ) -> tuple[Layout, NameRow] | None:
        """The first table of a sheet: by what was said, by the sheet's name, else by its columns."""
        for row in name_rows:
            if (answer := self.answers.get(set_key(row.keys.values()))) is not None:
                layout = next((each for each in self.known if each.register.name == answer.register), None)
                return (layout, row) if layout else None
        named = by_name(self.known, cells.name)
        named_at = first_of(named, name_rows) if named else None
        fits = self._fits(name_rows)
        if named and named_at and book.kind != "text" and not part:
            return next((fit for fit in fits if fit[1].row < named_at.top), (named, named_at))
        if named and named_at and named in [layout for layout, _ in fits]:
            return named, named_at
        if len(fits) == 1:
            return fits[0]
        if named and not fits:
            if named_at is None:
                labels = tuple(named.label_of(name) for name in named.required)
                self.findings.add("no_header", book.name, cells.name, known=labels)
            return (named, named_at) if named_at else None
        self._unknown(book, cells, top, name_rows, fits)
        return None

    def _fits(self, name_rows: Sequence[NameRow]) -> list[tuple[Layout, NameRow]]:
        """The layouts that fit the first table best: none, one, or several that fit equally well."""
        placed = [
            (layout, names) for layout in self.known if (names := first_of(layout, name_rows)) and names.covers(layout)
        ]
        first = min((names.row for _, names in placed), default=0)
        placed = [(layout, names) for layout, names in placed if names.row == first]
        scored = [(fit(layout, names), layout, names) for layout, names in placed]
        best = max((score for score, _, _ in scored), default=(0, 0))
        good = [(layout, names) for score, layout, names in scored if score == best]
        return [(layout, names) for layout, names in good if best[0] + len(layout.required) > FITS_FROM]

    def _unknown(
        self,
        book: OpenedFile,
        cells: Cells,
        top: list[Numbered],
        name_rows: Sequence[NameRow],
        fits: list[tuple[Layout, NameRow]],
    ) -> None:
        labels = [layout.label for layout in self.known]
        if fits:
            both = tuple(layout.label for layout, _ in fits)
            self.findings.add("ambiguous_sheet", book.name, cells.name, known=both)
        else:
            known = closest(cells.name, labels) or tuple(labels)
            self.findings.add("unknown_sheet", book.name, cells.name, known=known)
        best = max(
            (
                (row.count(layout), -row.row, layout, row)
                for layout in self.known
                if (row := first_of(layout, name_rows))
            ),
            key=lambda each: each[:2],
            default=None,
        )
        if best:
            _, _, layout, names = best
            sample = [row for number, row in top if number > names.row]
            heading = match(layout, names, sample, self.looks)
            self._ask(book.name, cells, layout, names, heading, sample, readable=False)

    def _ask(
        self,
        file: str,
        cells: Cells,
        layout: Layout,
        names: NameRow,
        heading: TableHeading,
        sample: Sequence[Row],
        readable: bool,
    ) -> None:
        """Ask about a table where something isn't certain."""
        double = {names.fields(layout).get(column, "") for column, _, _ in heading.twice}
        both = {column: field for column, field in names.fields(layout).items() if field in double}
        open_columns = [*heading.unknown, *((name.column, name.text) for name in names.names if name.column in both)]
        first = {heading.fields[field]: field for field in double if field in heading.fields}
        missing = tuple(name for name in layout.required if name not in heading.fields)
        if not open_columns and readable:
            return
        columns = tuple(
            ColumnAsked(
                column_letter(column),
                names.keys[column],
                name,
                tuple(dict.fromkeys(shown(each) for each in values_of(sample, column)))[:EXAMPLES],
                heading.suggested.get(column) or first.get(column, ""),
            )
            for column, name in sorted(open_columns)
        )
        written = tuple(name.text for name in names.names)
        keys = tuple(names.keys.values())
        register = layout.register.name
        read = {field: name for field, name in heading.names.items() if field not in double}
        asked = TableAsked(file, cells.name, written, keys, register, columns, read, missing, needed=not readable)
        self.questions.append(asked)


def amounts(heading: TableHeading, layout: Layout) -> list[str]:
    """The fields of a table that hold amounts."""
    return [field for field in heading.fields if layout.register.field(field).kind is FieldKind.MONEY]


def _is_amount(layout: Layout, name: str) -> bool:
    """Tell whether the name of a column begins as that of an amount does."""
    labels = [
        each.label for field, each in layout.columns.items() if layout.register.field(field).kind is FieldKind.MONEY
    ]
    return any(name_key(name).startswith(name_key(label)) for label in labels)


def _columns(rows: Sequence[Row]) -> Iterator[list[Raw]]:
    for column in range(max(map(len, rows), default=0)):
        yield values_of(rows, column)


def _beside(known: Sequence[Layout], names: NameRow) -> list[range]:
    """The stretches of columns that are tables by themselves, when at least two stand beside each other."""
    parts = names.segments()
    return (
        [part for part in parts if any(names.part(part).covers(layout) for layout in known)] if len(parts) > 1 else []
    )


def _skip_to(rows: SheetRows, names: NameRow) -> int:
    """Go on to the row after the names; how many cells the names have, empty ones too."""
    width = 0
    while (taken := rows.take(1)) and taken[0][0] <= names.row:
        width = max(width, len(taken[0][1])) if taken[0][0] >= names.top else 0
    rows.give_back(taken)
    return width


def report_columns(layout: Layout, heading: TableHeading, file: str, cells: Cells, findings: Findings) -> bool:
    """Tell about columns that are unknown, personal, double or missing; whether the table can be read."""
    labels = [layout.label_of(name) for name in layout.columns]

    def add(code: str, column: int, name: str, **values: object) -> None:
        findings.add(code, file, cells.name, f"{column_letter(column)}{heading.row}", name, **values)

    for column, name in heading.unknown:
        add("unknown_column", column, name, known=closest(name, labels))
    for column, name, near in heading.near:
        add("near_column", column, name, known=layout.label_of(near))
    for column, name in heading.personal:
        add("personal_data", column, name)
    for column, name, other in heading.twice:
        add("column_twice", column, name, other=other)
    missing = [name for name in layout.required if name not in heading.fields]
    unread = [name for _, name in heading.unknown]
    for name in missing:
        label = layout.label_of(name)
        near_names = closest(label, unread) or tuple(unread)
        findings.add("missing_column", file, cells.name, f"{heading.row}", label, known=near_names)
    return not missing and not heading.twice
