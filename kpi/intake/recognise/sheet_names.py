"""The names that a programme gives to its registers: those of sheets and columns, with their synonyms.

Names match by letters and digits only: case, spaces, underscores, accents, punctuation and the order of the words
don't count. Words and synonyms are the programme's. Of a name that isn't known, the known ones most like it are told.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from kpi.intake.formats.cells import Raw, clean
from kpi.intake.values.scales import not_whole_euros
from kpi.programme.comparable_names import name_key
from kpi.programme.registers import REGISTERS, Register
from kpi.programme.vocabulary import Column, Sheet

_UNITS = """euro euro's in_euro in_euro's eur in_eur bedrag_in_euro ja/nee j/n yes/no x dd-mm-jjjj d-m-jjjj dd-mm-jj
dd/mm/jjjj dd-mm-yyyy jjjj datum date tekst text getal number aantal verplicht required optioneel optional keuze
keuzelijst invullen € % #"""
UNITS = frozenset({*map(name_key, _UNITS.split())} - {""})
"""What stands in brackets, or in a row below the names, to say how a column is filled in."""
SIGNS = frozenset("€%#*")
"""Units that are a sign alone; that of another currency isn't one of them."""
TELLING = frozenset(map(name_key, ["datum", "date", "aantal", "number"]))
"""Units that in brackets tell one column from another: ``Ontvangen (datum)`` is no amount."""
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True)
class Layout:
    """One register in the words of a programme: its sheet and the names of its columns."""

    register: Register
    label: str
    names: frozenset[str]
    columns: Mapping[str, Column]

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Normalised column name → field; a label goes before any synonym."""
        known = {name_key(column.label): name for name, column in self.columns.items()}
        for name, column in self.columns.items():
            for synonym in (*column.synonyms, name):
                known.setdefault(name_key(synonym), name)
        return known

    @cached_property
    def by_words(self) -> Mapping[str, str]:
        """The words of a column name in any order → field, where only one field has them."""
        fields_of: dict[str, set[str]] = {}
        for name, column in self.columns.items():
            for written in (column.label, *column.synonyms, name):
                fields_of.setdefault(word_key(written), set()).add(name)
        return {words: fields.pop() for words, fields in fields_of.items() if len(fields) == 1}

    def field_of(self, written: str) -> str | None:
        """The field of a column of that name; None when no name or synonym is it, or in another unit."""
        if not_whole_euros(written):
            return None
        key, words = _keys_of(written)
        return self.fields.get(key) or self.by_words.get(words)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels alone, normalised: they go before synonyms."""
        return frozenset(name_key(column.label) for column in self.columns.values())

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Fields whose column can't be missed: required, and with no value for a blank."""
        return tuple(name for name in self.columns if self.register.field(name).required and not self.has_default(name))

    def has_default(self, name: str) -> bool:
        """Tell whether a blank of that field may take a value."""
        column = self.columns[name]
        return column.default is not None or bool(column.default_field or column.default_plan_year_of)

    def label_of(self, name: str) -> str:
        """Return the programme's name for a field; its neutral name where no column fills it."""
        return self.columns[name].label if name in self.columns else name


def layouts(sheets: Mapping[str, Sheet]) -> tuple[Layout, ...]:
    """The layouts of a programme's sheets (by register), in its order."""
    return tuple(
        Layout(
            REGISTERS[name],
            sheet.label,
            frozenset(name_key(each) for each in (sheet.label, name, *sheet.synonyms)),
            sheet.columns,
        )
        for name, sheet in sheets.items()
    )


@lru_cache(maxsize=8_192)
def _keys_of(written: str) -> tuple[str, str]:
    return name_key(written), word_key(written)


def word_key(written: str) -> str:
    """The words of a name in alphabetical order.

    >>> word_key("Datum ontvangen") == word_key("ontvangen_datum")
    True
    """
    folded = unicodedata.normalize("NFKD", written.casefold())
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(sorted(re.findall(r"[^\W_]+", plain)))


def by_name(known: Sequence[Layout], sheet_name: str) -> Layout | None:
    """The layout of a sheet of that name; a label goes before a synonym."""
    wanted = name_key(sheet_name)
    labelled = [layout for layout in known if name_key(layout.label) == wanted]
    return next(iter([*labelled, *(layout for layout in known if wanted in layout.names)]), None)


def text_of(cell: Raw) -> str:
    """A cell as a name: its text without marks of a required column, and without a unit in brackets.

    >>> text_of("Organisatie *"), text_of("Toegezegd (in euro's)"), text_of("Bedrag (incl. btw):"), text_of(3.0)
    ('Organisatie', 'Toegezegd', 'Bedrag (incl. btw)', '')
    """
    if not isinstance(cell, str):
        return ""
    text = " ".join(clean(cell).split()).strip("*: ")
    return _BRACKETS.sub(_without_unit, text).strip("*: ") if "(" in text or "[" in text else text


def _without_unit(brackets: re.Match[str]) -> str:
    return "" if is_unit(brackets[1]) and name_key(brackets[1]) not in TELLING else brackets[0]


def is_unit(text: str) -> bool:
    """Tell whether a text only says how a column is filled in."""
    plain = text.strip()
    return not plain or plain in SIGNS or name_key(plain) in UNITS


CLOSEST = 3
NEAR = 60
"""How alike (0–100) a name must be to be named as a close one."""


def closest(name: str, known: Sequence[str], limit: int = CLOSEST) -> tuple[str, ...]:
    """The known names most like a name, the nearest first; those that aren't alike at all are left out.

    >>> closest("Vacature", ["Vacatures", "Videos", "Uitgaven"])
    ('Vacatures',)
    """
    keys = {each: name_key(each) for each in known}
    matches = process.extract(name_key(name), keys, scorer=fuzz.WRatio, limit=limit, score_cutoff=NEAR)
    return tuple(each for _, _, each in matches)
