"""Web pages as sheets of cells: what many portals and bookkeeping sites send under the name of an .xls.

Every table that holds no other one is a sheet. Nothing that a page names is fetched, no script is run, and entities
are only those of signs, so that a page can't grow while it is read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from kpi.intake.formats import file_limits, xml_records
from kpi.intake.formats.cells import Cells, Merged, Raw, Row, Struck, clean
from kpi.intake.formats.delimited import decoded
from kpi.intake.unreadable import FileRefused

ROOTS = frozenset({"html", "head", "body", "table", "meta", "div", "style", "center", "title"})
"""Elements with which a web page may begin."""
CELLS = frozenset({"td", "th"})
_STRUCK = frozenset({"s", "strike", "del"})
_UNSHOWN = frozenset({"script", "style", "title"})
_BREAKS = frozenset({"br", "p", "div", "li"})
DEEPEST = 20
"""Tables within tables; pages that are laid out by them have some five."""
LONGEST_TAG = 16 * 1024
MOST_LOOSE = 1_000
"""So many signs ``<`` may begin no tag: each is looked at up to the length of the longest one."""
_TAG = re.compile(r"""<(/?)([A-Za-z][\w:-]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_GIVEN = re.compile(r"""([A-Za-z][\w:-]*+)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
"""What a tag is given: a name, and a value in quotes of either kind or without."""
_COUNT = re.compile("[0-9]{1,8}")
_FIGURE = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][-+]?[0-9]{1,3})?")


def is_web_page(content: bytes) -> bool:
    """Tell whether a file is a web page, by its start."""
    return xml_records.is_markup(content) and xml_records.root_name(content).casefold() in ROOTS


def read_web_page(content: bytes) -> tuple[Cells, ...]:
    """The tables of a web page. Raises FileRefused when it has none, or is larger than any that is read."""
    if len(content) > file_limits.MAX_PAGE_BYTES:
        raise FileRefused("too_large", limit=f"{file_limits.MAX_PAGE_BYTES // file_limits.MIB} MiB")
    page = _Page()
    page.take(decoded(content))
    if not page.tables:
        raise FileRefused("page_without_table")
    return tuple(
        Cells(f"tabel {number}", table.read, hidden_rows=table.hidden, height=len(table.rows))
        for number, table in enumerate(page.tables, 1)
    )


@dataclass
class _Table:
    """A table while it is read; ``below`` are the cells that reach down into later rows, by column."""

    rows: list[Row] = field(default_factory=list)
    hidden: int = 0
    holds_others: bool = False
    below: dict[int, tuple[int, Raw]] = field(default_factory=dict)
    cell: "_Cell | None" = None

    def read(self) -> Iterator[Row]:
        """The rows, each anew."""
        return (list(row) for row in self.rows)

    def begin_row(self, *, hidden: bool) -> None:
        self.end_cell()
        self.rows.append([])
        self.hidden += hidden
        self._fill_from_above()

    def _fill_from_above(self) -> None:
        row = self.rows[-1]
        while len(row) in self.below:
            rows, value = self.below.pop(len(row))
            if rows > 1:
                self.below[len(row)] = (rows - 1, value)
            row.append(Merged(value) if value != "" else "")

    def end_cell(self) -> None:
        """Put the cell at hand into its row, over so many columns and rows as it says."""
        cell, self.cell = self.cell, None
        if cell is None:
            return
        row, value = self.rows[-1], cell.value
        if len(row) + cell.columns > file_limits.MAX_COLUMNS:
            raise FileRefused("too_many_columns", limit=file_limits.MAX_COLUMNS)
        for each in (value, *[""] * (cell.columns - 1)):
            if cell.rows > 1:
                self.below[len(row)] = (cell.rows - 1, each)
            row.append(each)
        self._fill_from_above()


@dataclass
class _Cell:
    columns: int
    rows: int
    number: float | None
    texts: list[str] = field(default_factory=list)
    struck: list[bool] = field(default_factory=list)

    @property
    def value(self) -> Raw:
        """The number that the page gives beside what it shows, else the text."""
        text = clean(" ".join(unescape("".join(self.texts)).split()))
        value: Raw = text if self.number is None else self.number
        return Struck(value) if text and self.struck and all(self.struck) else value


@dataclass
class _Page:
    """A web page while it is read."""

    tables: list[_Table] = field(default_factory=list)
    open: list[_Table] = field(default_factory=list)
    struck: int = 0
    cells: int = 0
    loose: int = 0

    def take(self, text: str) -> None:
        """Go through the page once, from tag to tag."""
        place = 0
        while (start := text.find("<", place)) >= 0:
            self._data(text[place:start])
            place = self._after(text, start)
        self._data(text[place:])
        while self.open:
            self._end_table()

    def _after(self, text: str, start: int) -> int:
        """Take what begins at a sign ``<``; where what follows begins."""
        if text.startswith("<!--", start):
            return _behind(text, "-->", start)
        if text.startswith(("<!", "<?"), start):
            return _behind(text, ">", start)
        tag = _TAG.match(text, start, start + LONGEST_TAG)
        if tag is None:
            self.loose += 1
            if self.loose > MOST_LOOSE:
                raise FileRefused("unreadable")
            self._data("<")
            return start + 1
        name = tag[2].casefold()
        if tag[1]:
            self._end(name)
        elif name in _UNSHOWN:
            return _behind(text, f"</{tag[2]}", tag.end())
        else:
            self._begin(name, tag[3])
        return tag.end()

    def _begin(self, name: str, given: str) -> None:
        self.struck += name in _STRUCK
        if name == "table":
            self._begin_table()
        elif self.open and name == "tr":
            self._count(1)
            self.open[-1].begin_row(hidden=_is_hidden(_given(given)))
        elif self.open and name in CELLS:
            self._begin_cell(_given(given))
        elif name in _BREAKS:
            self._data(" ")

    def _end(self, name: str) -> None:
        self.struck = max(0, self.struck - (name in _STRUCK))
        if self.open and name in {*CELLS, "tr"}:
            self.open[-1].end_cell()
        elif self.open and name == "table":
            self._end_table()

    def _data(self, data: str) -> None:
        """Take text that is shown in a cell."""
        cell = self.open[-1].cell if self.open else None
        if cell is not None and data:
            cell.texts.append(data)
            if data.strip():
                cell.struck.append(self.struck > 0)

    def _begin_table(self) -> None:
        if self.open:
            self.open[-1].holds_others = True
        if len(self.open) >= DEEPEST:
            raise FileRefused("unreadable")
        self.open.append(_Table())

    def _begin_cell(self, given: Mapping[str, str]) -> None:
        table = self.open[-1]
        table.end_cell()
        if not table.rows:
            table.begin_row(hidden=False)
        table.cell = _Cell(
            _span(given, "colspan", file_limits.MAX_COLUMNS),
            _span(given, "rowspan", file_limits.MAX_MERGED_ROWS),
            _number(given.get("x:num", "")),
        )
        self._count(table.cell.columns)

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > file_limits.MAX_PAGE_CELLS:
            raise FileRefused("too_many_cells", limit=file_limits.MAX_PAGE_CELLS)

    def _end_table(self) -> None:
        table = self.open.pop()
        table.end_cell()
        if not table.holds_others and any(cell != "" for row in table.rows for cell in row):
            self.tables.append(table)


def _behind(text: str, end: str, start: int) -> int:
    """The place behind the next such end; that of the text where there is none."""
    found = text.find(end, start)
    return found + len(end) if found >= 0 else len(text)


def _given(written: str) -> Mapping[str, str]:
    """The names and values that a tag is given."""
    return {each[1].casefold(): unescape(each[2] or each[3] or each[4] or "") for each in _GIVEN.finditer(written)}


def _is_hidden(given: Mapping[str, str]) -> bool:
    return "hidden" in given or "display:none" in given.get("style", "").replace(" ", "").casefold()


def _span(given: Mapping[str, str], name: str, most: int) -> int:
    """Over how many columns or rows a cell goes; one where that is no number."""
    written = _COUNT.fullmatch(given.get(name, "").strip())
    return min(max(1, int(written[0])), most) if written else 1


def _number(written: str) -> float | None:
    """The number that Excel writes beside a text; None for anything else."""
    return float(written) if _FIGURE.fullmatch(written) else None
