"""The words of a table that the lists of its fields lack, to be asked what they stand for."""

from collections.abc import Iterable, Mapping

from kpi.intake.recognise.column_matching import LISTS
from kpi.intake.recognise.column_questions import MOST_WORDS, TableAsked
from kpi.intake.values.converters import converter
from kpi.intake.values.listed_words import words_lacking
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, Field, FieldKind

WORDED = (*LISTS, FieldKind.YES_NO)


def unlisted(programme: Programme, field: Field, texts: Iterable[str]) -> tuple[str, ...]:
    """The words among texts that the list of a field lacks."""
    if field.kind is FieldKind.BUDGET_LINE:
        lines = programme.line_names()
        return tuple(dict.fromkeys(text for text in texts if name_key(text) not in lines))
    if field.kind not in WORDED:
        return ()
    meaning = converter(programme, field).meaning
    return words_lacking({text: meaning(text) for text in texts})


def words_asked(
    programme: Programme, asked: TableAsked, register: str, fields: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """By field the words that its list lacks, where columns (by key) are those fields; very many are no list."""
    lacking = {}
    for column in (*asked.columns, *asked.certain):
        if name := fields.get(column.key):
            known = asked.words.get(name, ()) if register == asked.register else ()
            found = unlisted(programme, REGISTERS[register].field(name), [*known, *column.texts])
            if 0 < len(found) <= MOST_WORDS:
                lacking[name] = found
    return lacking
