"""The borders of a table: its end at the names of another one, rows of no table, and columns that nobody reads."""

import re
from collections.abc import Iterator, Sequence

from kpi.intake.formats.cells import Merged, Numbered, Raw, Row, SheetRows, Struck, clean, column_letter
from kpi.intake.recognise.header_rows import named_again
from kpi.intake.recognise.personal_data import any_address, without_persons
from kpi.intake.recognise.recognised import TableHeading
from kpi.intake.recognise.sheet_names import Layout
from kpi.intake.typed.typed_table import TypedTable

BATCH = 4_096
_WORD = re.compile(
    r"(?:sub|eind|grand|generaal|algemeen)?[ -]?(?:totaal|totalen|total|saldo)(?:bedrag)?\b.*"
    r"|(?:som|tot\.?|sum|gemiddelde?|gem\.|average)\s*:?(?:\s*20\d\d(?:\s*[-/–]\s*(?:20)?\d\d)?)?:?"
)
_BARE = re.compile(
    r"(?:sub|eind|grand)?[ -]?(?:totaal|totalen|total|saldo)(?: generaal|bedrag)?\s*:?"
    r"(?:\s*20\d\d(?:\s*[-/–]\s*(?:20)?\d\d)?)?:?"
)
_SIGN = re.compile("ota|OTA|aldo|ALDO")


def is_total(row: Row) -> bool:
    """Tell whether the first thing in the row says that it is a total (asked only of rows that lack a required value).

    >>> is_total(["", "Totaal 2017", 5000.0]), is_total(["Eindsaldo", ""]), is_total(["Totaaltechniek 17", 3.0])
    (True, True, False)
    """
    first = next((cell for cell in row if cell not in ("", None)), "")
    return isinstance(first, str) and bool(_WORD.fullmatch(clean(first).casefold()))


def bare_totals(column: Sequence[Raw]) -> set[int]:
    """Find the cells of a column of names that hold the word total alone, or with a year: such rows are no facts.

    >>> bare_totals(["Totaal", "Totaal 2017-2018:", "Totaaltechniek", "Totaal Bouw", "Eindsaldo"])
    {0, 1, 4}
    """
    seen = {raw for raw in set(column) if isinstance(raw, str) and _SIGN.search(raw)}
    words = {raw for raw in seen if _BARE.fullmatch(clean(raw).casefold())}
    return {index for index, raw in enumerate(column) if raw in words} if words else set()


class Border:
    """Hands out the rows of one table, a batch at a time."""

    def __init__(self, known: Sequence[Layout], table: TypedTable, rows: SheetRows) -> None:
        self.known = known
        self.table = table
        self.rows = rows
        self.fields = table.heading.fields
        self.columns = tuple(self.fields.values())
        self.words = _spellings(known) | {*table.heading.names.values()}
        self.key = next((self.fields[name] for name in table.layout.required if name in self.fields), self.columns[0])
        self.noted = sum(name in self.fields for name in table.layout.required) > 1
        self.after_blank = False
        self.ended = False
        self.reached = table.heading.row

    def next_batch(self) -> list[Numbered] | None:
        """The next rows that may hold facts; None when the table has ended."""
        batch = [] if self.ended else self.rows.take(BATCH)
        if not batch:
            return None
        filled = [index for index, (_, row) in enumerate(batch) if any(row)]
        plain = self._plain(batch)
        dropped: set[int] = set()
        stop = len(batch)
        for index, gap in self._suspects(batch, filled, plain):
            if index in dropped:
                continue
            pair = batch[index : index + 2] if index + 1 < len(batch) else [batch[index], *self.rows.look(1)]
            names, same = named_again(self.known, pair, self.fields)
            if names and not same:
                stop = index
                self.ended = True
                self.rows.give_back(batch[index:])
                break
            if names:
                dropped.update(range(index, index + names))
            elif gap and self.noted:
                dropped.update(note_rows(self.table, batch, index))
        self.after_blank = not filled or filled[-1] != len(batch) - 1
        self.reached = batch[stop - 1][0] if stop else self.reached
        kept = (index for index in filled if index < stop and index not in dropped)
        return [batch[index] for index in kept if index in plain or not self._is_left_out(*batch[index])]

    def _plain(self, batch: list[Numbered]) -> set[int]:
        """The rows with a text of their own in the key column, which are most: they can be nothing but facts."""
        key, words = self.key, self.words
        cells = enumerate(row[key] if key < len(row) else "" for _, row in batch)
        return {index for index, cell in cells if isinstance(cell, str) and cell.strip() and cell not in words}

    def _is_left_out(self, number: int, row: Row) -> bool:
        cell = row[self.key] if self.key < len(row) else ""
        if isinstance(cell, str) and cell.strip():
            return False
        blank = self.is_blank(row)
        if blank and any(isinstance(cell, Struck) for cell in row):
            self.table.tell("struck_row", f"{number}")
        return blank

    def _suspects(self, batch: list[Numbered], filled: list[int], plain: set[int]) -> list[tuple[int, bool]]:
        """Rows where column names may stand again, and whether each stands below a blank row."""
        suspects: dict[int, bool] = {}
        if len(filled) != len(batch) or self.after_blank:
            before = [-2 if self.after_blank else -1, *filled]
            suspects.update({index: True for last, index in zip(before, filled, strict=False) if index != last + 1})
        odd = (index for index in filled if index not in plain and self._is_odd(batch[index][1]))
        suspects.update({index: False for index in odd if index not in suspects})
        return sorted(suspects.items())

    def _is_odd(self, row: Row) -> bool:
        """Tell whether a row has a known name in the key column, or nothing in the columns of this table."""
        cell = row[self.key] if self.key < len(row) else ""
        return cell in self.words if isinstance(cell, str) and cell else self.is_blank(row)

    def is_blank(self, row: Row) -> bool:
        """Tell whether none of the recognised columns holds anything of its own that isn't struck through."""
        for column in self.columns:
            cell = row[column] if column < len(row) else None
            if cell is None or cell == "" or isinstance(cell, (Merged, Struck)):
                continue
            if not isinstance(cell, str) or cell.strip():
                return False
        return True


def note_rows(table: TypedTable, batch: Sequence[Numbered], start: int) -> Iterator[int]:
    """Report the rows from ``start`` on that hold one text and nothing else, and give their indexes."""
    for index in range(start, len(batch)):
        number, row = batch[index]
        filled = [(column, cell) for column, cell in enumerate(row) if cell not in ("", None)]
        if len(filled) != 1 or not isinstance(filled[0][1], str) or is_total(row):
            return
        place = f"{column_letter(filled[0][0])}{number}"
        text = without_persons(clean(str(filled[0][1])))
        table.tell("note_row", place, value=text)
        table.notes.append((place, text))
        yield index


def _spellings(known: Sequence[Layout]) -> frozenset[str]:
    """The names of columns as people are most likely to write them."""
    spellings: set[str] = set()
    for layout in known:
        for column in layout.columns.values():
            for name in (column.label, *column.synonyms):
                plain = name.replace("_", " ")
                for each in (name, plain, f"{name} *", f"{plain} *"):
                    spellings |= {each, each.capitalize(), each.title(), each.upper()}
    return frozenset(spellings)


class Unread:
    """Looks at the columns that aren't read: values below no name, and e-mail addresses further down."""

    def __init__(self, heading: TableHeading) -> None:
        self.unread = dict(heading.unknown)
        self.addresses: set[int] = set()
        others = (*heading.unknown, *heading.personal, *heading.twice, *heading.skipped)
        read = {*heading.fields.values(), heading.marks}
        self.named = {*read, *(column for column, *_ in others)}
        self.nameless: set[int] = set()

    def look(self, rows: Sequence[tuple[int, Row]]) -> None:
        """Note the columns of these rows that hold something and have no name, or hold data of persons."""

        def cells(column: int) -> list[Raw]:
            return [row[column] for _, row in rows if column < len(row)]

        widest = max((len(row) for _, row in rows), default=0)
        unnamed = set(range(widest)) - self.named - self.nameless
        self.nameless |= {column for column in unnamed if any(cell not in ("", None) for cell in cells(column))}
        unread = {*self.unread, *self.nameless} - self.addresses
        self.addresses |= {column for column in unread if any_address(cells(column))}

    def report(self, table: TypedTable) -> None:
        """One finding for each of them."""
        for column in sorted(self.addresses):
            table.tell("personal_data", table.heading.cell(column), self.unread.get(column, ""))
        table.dropped = frozenset(self.addresses)
        for column in sorted(self.nameless):
            table.tell("column_without_name", table.heading.cell(column))
