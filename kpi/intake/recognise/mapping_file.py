"""What was said about columns as a TOML file: to be read, filled in, and given with an import.

Sheets, columns and values stand in it by the words of the programme; a column with an empty text is left out, and a
table without a sheet is skipped.
"""

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.intake.recognise.column_matching import readable
from kpi.intake.recognise.column_questions import TableAsked, set_key
from kpi.intake.recognise.header_rows import column_keys
from kpi.intake.recognise.sheet_names import by_name, layouts
from kpi.language import N_
from kpi.programme.plan import Programme
from kpi.programme.toml_text import toml_tables

TABLE = "table"


class MappingUnreadable(Refusal):
    """A mapping file that isn't one."""

    template = N_("The mapping can't be read: {reason}. “smarthub mapping --out” writes one.")


class MappingUnknown(Refusal):
    """A mapping file names a sheet, column or value that isn't one."""

    template = N_("“{value}” in the mapping isn't known in {where}; “smarthub mapping --out” writes its words.")


def mapping_toml(programme: Programme, said: Iterable[ColumnMeanings], asked: Iterable[TableAsked]) -> str:
    """Write what was said, and what is asked with what is proposed for it."""
    tables = []
    proposed = (
        ColumnMeanings(
            each.key,
            each.register,
            {column.key: column.suggestion for column in each.columns},
            each.headers,
            dict.fromkeys(each.missing, ""),
        )
        for each in asked
    )
    for told in (*said, *proposed):
        register, headers, columns, constants = told.register, told.headers, told.columns, told.constants or {}
        sheet = programme.sheets.get(register)
        label = {name: column.label for name, column in sheet.columns.items()} if sheet else {}
        written = dict(zip(column_keys(headers), headers, strict=True))
        names = {key if "#" in key else written.get(key, key): label.get(name, "") for key, name in columns.items()}
        fixed = {label[name]: text for name, text in constants.items() if name in label}
        tables.append({"sheet": sheet.label if sheet else "", "headers": headers, "columns": names, "constants": fixed})
    return toml_tables(TABLE, tables)


def read_mapping(programme: Programme, text: str) -> dict[str, ColumnMeanings]:
    """Read a mapping file: by set of column names what they hold. Raises MappingUnreadable and MappingUnknown."""
    try:
        given = tomllib.loads(text)
        tables = [_table(programme, each) for each in given.get(TABLE, ())]
    except (tomllib.TOMLDecodeError, AttributeError, TypeError, KeyError) as error:
        raise MappingUnreadable(reason=error) from error
    return {each.columns_key: each for each in tables}


def _table(programme: Programme, given: Mapping[str, Any]) -> ColumnMeanings:
    headers, sheet = tuple(map(str, given["headers"])), str(given["sheet"])
    keys = column_keys(headers)
    if not sheet:
        return ColumnMeanings(set_key(keys), "", {}, headers)
    layout = by_name(layouts(programme.sheets), sheet)
    if layout is None:
        raise MappingUnknown(value=sheet, where=programme.name)
    columns: dict[str, str] = {}
    for written, label in given.get("columns", {}).items():
        key = written if written in keys else column_keys([written])[0]
        name = layout.field_of(label) if label else ""
        if key not in keys or name is None:
            raise MappingUnknown(value=label if key in keys else written, where=sheet)
        columns[key] = name
    constants: dict[str, str] = {}
    for label, value in given.get("constants", {}).items():
        name = layout.field_of(label)
        if name is None or (value and not readable(programme, layout.register.name, name, str(value))):
            raise MappingUnknown(value=value if name else label, where=f"{sheet}, {label}" if name else sheet)
        if value:
            constants[name] = str(value)
    return ColumnMeanings(set_key(keys), layout.register.name, columns, headers, constants or None)
