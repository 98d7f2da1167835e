"""Amounts with what stands beside them: a column of directions gives their sign, others may refuse the row."""

from collections.abc import Callable, Mapping, Sequence

from kpi.intake.formats.cells import Raw, column_letter
from kpi.intake.recognise.amount_words import CURRENCY, DIRECTION, MEANINGS, STATUS, VAT
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.values.converters import SIGNED
from kpi.programme.comparable_names import name_key
from kpi.programme.registers import FieldKind

SIGNS: Mapping[str, Mapping[str, int]] = {
    "expenses": {"out": 1, "debit": 1, "invoice": 1, "in": -1, "credit": -1, "credit_note": -1},
    "contributions": {"in": 1, "invoice": 1, "out": -1, "credit_note": -1},
    "subsidy_payments": {"in": 1, "out": -1},
}
"""By register: the sign of an amount by its direction. Debit and credit only say something of a cost."""


def settle_amounts(table: TypedTable) -> None:
    """Apply the columns beside the amounts, each told once; a row whose word can't be read is refused at that cell."""
    money = [name for name in table.heading.fields if table.layout.register.field(name).kind is FieldKind.MONEY]
    for column, kind in table.heading.beside.items():
        raws = table.beside[column]
        table.tell(f"read_as_{kind}", table.heading.cell(column), _name(table, column))
        filled = [
            index
            for index in range(len(table))
            if any(isinstance(table.columns[name][index], int) for name in money)
            and (raws[index] not in ("", None) or kind == DIRECTION)
        ]
        _APPLIED[kind](table, column, filled, money)


def _name(table: TypedTable, column: int) -> str:
    return dict(table.heading.unknown)[column]


def _meaning(kind: str, raw: Raw) -> str:
    return MEANINGS[kind].get(name_key(str(raw)), "")


def _refuse(table: TypedTable, code: str, column: int, index: int) -> None:
    place = f"{column_letter(column)}{table.rows[index]}"
    table.tell(code, place, _name(table, column), table.beside[column][index])
    table.rejected.add(index)


def _directions(table: TypedTable, column: int, rows: Sequence[int], money: Sequence[str]) -> None:
    """Turn the sign of what goes the other way; amounts that have a minus already keep it, if all of them do."""
    signs, raws = SIGNS.get(table.layout.register.name, {}), table.beside[column]
    of_row = {index: signs.get(_meaning(DIRECTION, raws[index]), 0) for index in rows}
    turned = [index for index, sign in of_row.items() if sign < 0]
    cells = [(name, index, table.columns[name][index]) for index in turned for name in money]
    amounts = [(name, index, value) for name, index, value in cells if isinstance(value, int) and value]
    signed = {index for _, index, value in amounts if value < 0}
    mixed = bool(signed) and any(value > 0 for _, _, value in amounts)
    for index in rows:
        if not of_row[index] or (mixed and index in signed):
            _refuse(table, "sign_twice" if of_row[index] else "direction_unknown", column, index)
    for name, index, value in amounts if not signed or mixed else ():
        if index in signed:
            continue
        table.columns[name][index] = -value
        if name not in SIGNED:
            table.report("negative", name, index, raws[index])


def _currencies(table: TypedTable, column: int, rows: Sequence[int], _money: Sequence[str]) -> None:
    for index in rows:
        raw = table.beside[column][index]
        if _meaning(CURRENCY, raw) != "euro" and str(raw).strip() != "€":
            _refuse(table, "other_currency", column, index)


def _refusing(kind: str, taken: str, refused: str) -> Callable[[TypedTable, int, Sequence[int], Sequence[str]], None]:
    """Make the rule that takes rows of one meaning, and refuses those of the other and those of none."""

    def rule(table: TypedTable, column: int, rows: Sequence[int], _money: Sequence[str]) -> None:
        for index in rows:
            meaning = _meaning(kind, table.beside[column][index])
            if meaning != taken:
                _refuse(table, refused if meaning else f"{kind}_unknown", column, index)

    return rule


_APPLIED = {
    DIRECTION: _directions,
    CURRENCY: _currencies,
    VAT: _refusing(VAT, "excluded", "row_includes_vat"),
    STATUS: _refusing(STATUS, "counts", "row_does_not_count"),
}
