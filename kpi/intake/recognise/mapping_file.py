"""What was said about columns as a TOML file: to be read, filled in, and given with an import.

Sheets, columns and values stand in it by the words of the programme; a column with an empty text is left out, a word
with one isn't said yet, and a table without a sheet is skipped.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.intake.recognise.column_matching import readable
from kpi.intake.recognise.column_questions import TableAsked, set_key
from kpi.intake.recognise.header_rows import column_keys
from kpi.intake.recognise.sheet_names import Layout, by_name, layouts
from kpi.intake.recognise.words_asked import words_asked
from kpi.intake.values.listed_words import single_values, slips_of
from kpi.language import N_
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.programme.toml_text import toml_tables

TABLE = "table"


class MappingUnreadable(Refusal):
    """A mapping file that isn't one."""

    template = N_("The mapping can't be read: {reason}. “smarthub mapping --out” writes one.")


class MappingUnknown(Refusal):
    """A mapping file names a sheet, column or value that isn't one."""

    template = N_("“{value}” in the mapping isn't known in {where}; “smarthub mapping --out” writes its words.")


def mapping_toml(programme: Programme, said: Iterable[ColumnMeanings], asked: Iterable[TableAsked]) -> str:
    """Write what was said, and what is certain or asked of tables with what is proposed for it."""
    tables = []
    proposed = {each.key: _proposed(programme, each) for each in asked if each.register}
    for told in {**{each.columns_key: each for each in said}, **proposed}.values():
        register, headers, columns = told.register, told.headers, told.columns
        sheet = programme.sheets.get(register)
        label = {name: column.label for name, column in sheet.columns.items()} if sheet else {}
        written = dict(zip(column_keys(headers), headers, strict=True))
        names = {key if "#" in key else written.get(key, key): label.get(name, "") for key, name in columns.items()}
        fixed = {label[name]: text for name, text in (told.constants or {}).items() if name in label}
        words = {label[name]: dict(texts) for name, texts in (told.words or {}).items() if name in label}
        table = {"sheet": sheet.label if sheet else "", "headers": headers, "columns": names, "constants": fixed}
        tables.append({**table, "words": words} if words else table)
    return toml_tables(TABLE, tables)


def _proposed(programme: Programme, asked: TableAsked) -> ColumnMeanings:
    """What a table holds as far as that is certain or proposed; an empty text where somebody has to say it."""
    register = REGISTERS[asked.register]
    columns = {column.key: column.suggestion for column in (*asked.columns, *asked.certain)}
    words = {name: dict(texts) for name, texts in asked.stands_for.items()}
    for name, found in words_asked(programme, asked, asked.register, columns).items():
        allowed = single_values(programme, register.field(name))
        near = {word: slips_of(word, allowed) for word in found}
        words[name] = {**{word: near[word][0] if near[word] else "" for word in found}, **words.get(name, {})}
    constants = {**dict.fromkeys(asked.missing, ""), **asked.constants}
    return ColumnMeanings(asked.key, asked.register, columns, asked.headers, constants, words)


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
    columns = _columns(layout, keys, given.get("columns", {}))
    constants: dict[str, str] = {}
    for label, value in given.get("constants", {}).items():
        if name := _readable_field(programme, layout, label, value):
            constants[name] = str(value)
    words = _words(programme, layout, given.get("words", {}))
    register = layout.register.name
    return ColumnMeanings(set_key(keys), register, columns, headers, constants or None, words or None)


def _columns(layout: Layout, keys: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """By name key of a column its field; empty for one that is left out."""
    columns: dict[str, str] = {}
    for written, label in given.items():
        key = written if written in keys else column_keys([written])[0]
        name = layout.field_of(label) if label else ""
        if key not in keys or name is None:
            raise MappingUnknown(value=label if key in keys else written, where=layout.label)
        columns[key] = name
    return columns


def _words(programme: Programme, layout: Layout, given: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """By field, what its words stand for."""
    words: dict[str, dict[str, str]] = {}
    for label, texts in given.items():
        for word, value in texts.items():
            if name := _readable_field(programme, layout, label, value):
                words.setdefault(name, {})[word] = str(value)
    return words


def _readable_field(programme: Programme, layout: Layout, label: str, value: object) -> str:
    """The field of that name, once its value can be read; empty where the value is. Raises MappingUnknown."""
    name = layout.field_of(label)
    if name is None or (value and not readable(programme, layout.register.name, name, str(value))):
        where = f"{layout.label}, {label}" if name else layout.label
        raise MappingUnknown(value=value if name else label, where=where)
    return name if value else ""
