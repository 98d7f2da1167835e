"""Names, orders and entries of the files held against what is known: each that points at nothing is reported."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kpi.facts.current_rows import known_keys, names_written
from kpi.facts.reader import Reader
from kpi.intake.recognise.sheet_names import closest
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.values import row_keys
from kpi.intake.values.organisation_names import Names
from kpi.programme.registers import FieldKind

TIED_TO_ORGANISATIONS = ("contributions", "memberships", "vacancies", "videos")
EXPENSES = "expenses"
NEAR_NAMED = 200
"""Unknown names for which the nearest known ones are looked up; the others are only counted."""


def check_organisations(reader: Reader, tables: Sequence[TypedTable], names: Names) -> None:
    """Report each organisation that no sheet and no earlier import knows, once, with the nearest known names."""
    tied = [table for table in tables if table.layout.register.name in TIED_TO_ORGANISATIONS]
    if not tied:
        return
    known = names_written(reader, "organisations", "name")
    for table in tables:
        if table.layout.register.name == "organisations":
            written = (str(table.columns["name"][index]) for index in table.accepted())
            known.update((names.form(each), each) for each in written)
    written_names = tuple(dict.fromkeys(known.values()))
    for table in tied:
        for number, (index, name) in enumerate(_unknown(table, known, names)):
            near = closest(name, written_names) if number < NEAR_NAMED else ()
            table.report("unknown_organisation", "organisation", index, name, known=near)


def _unknown(table: TypedTable, known: dict[str, str], names: Names) -> Iterator[tuple[int, str]]:
    """Each unknown name once, with the first accepted row that has it."""
    seen: set[str] = set()
    names_given = table.column("organisation")
    for index in table.accepted():
        name = names_given[index]
        if isinstance(name, str) and name not in seen:
            seen.add(name)
            if names.form(name) not in known:
                yield index, name


def check_orders(reader: Reader, tables: Sequence[TypedTable]) -> None:
    """Report invoices whose order isn't known, or has several rows while they name none."""
    tied = [table for table in tables if table.layout.register.name == EXPENSES]
    if not any(any(table.column("order_reference")) for table in tied):
        return
    lines = _known_lines(reader)
    for table in tied:
        for index in table.accepted():
            entry, line = _entry_and_line(table, index)
            lines.setdefault(entry, set()).add(line)
    rows = {f"{entry}/{line}" for entry, entry_lines in lines.items() for line in entry_lines}
    for table in tied:
        for index, order in enumerate(table.column("order_reference")):
            if isinstance(order, str):
                _check_order(table, index, order, lines, rows)


def _check_order(table: TypedTable, index: int, order: str, lines: Mapping[str, set[str]], rows: set[str]) -> None:
    key = row_keys.code_part(order)
    of_order = sorted(lines.get(key, ()))
    if len(of_order) > 1:
        named = [f"{order}/{line}" for line in of_order]
        table.report("order_of_several_rows", "order_reference", index, order, known=named)
    elif key not in lines and key not in rows:
        near = closest(order, tuple(lines))
        table.report("unknown_order", "order_reference", index, order, known=near)


def check_entries(reader: Reader, tables: Iterable[TypedTable]) -> None:
    """Report lines that entries of a ledger had and have no more, and numbers that another list holds as well."""
    of_ledgers = [table for table in tables if table.of_ledger]
    known = _known_lines(reader) if of_ledgers else {}
    for table in of_ledgers:
        _check_ledger(table, known)


def _check_ledger(table: TypedTable, known: Mapping[str, set[str]]) -> None:
    here: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    for index in range(len(table)):
        entry, line = _entry_and_line(table, index)
        here.setdefault(entry, set()).add(line)
        first.setdefault(entry, index)
    entries = table.columns["entry"]
    for entry, lines in here.items():
        index = first[entry]
        accounts = set(map(_account, lines))
        gone = {line for line in known.get(entry, set()) - lines if _account(line) in accounts}
        if gone:
            table.report("entry_line_gone", "entry", index, entries[index], known=", ".join(sorted(gone)))
        bare = entry.partition("-")[2]
        if bare and bare in known:
            table.report("entry_elsewhere", "entry", index, entries[index], known=bare)


def _account(line: str) -> str:
    """The account that the line of an entry begins with."""
    return line.partition("-")[0].partition(".")[0]


def _known_lines(reader: Reader) -> dict[str, set[str]]:
    """Booking number → its lines, as keys, of the expenses that are known."""
    lines: dict[str, set[str]] = {}
    for key in known_keys(reader, EXPENSES):
        entry, _, line = key.partition(row_keys.SEPARATOR)
        lines.setdefault(entry, set()).add(line)
    return lines


def _entry_and_line(table: TypedTable, index: int) -> tuple[str, str]:
    entry, line = table.columns["entry"][index], table.column("entry_line")[index]
    return row_keys.key_part(FieldKind.CODE, entry), row_keys.key_part(FieldKind.CODE, line)  # type: ignore[arg-type]
