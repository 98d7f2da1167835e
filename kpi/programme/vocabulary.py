"""The words of a programme: bilingual texts, values of lists, and how its sheets and columns are called."""

from datetime import date
from typing import Protocol

from pydantic import BaseModel, ConfigDict


class Declared(BaseModel):
    """A value out of the programme file: frozen, and with no key that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Language(Protocol):
    """A language in which texts are read (``kpi.language.Words`` is one)."""

    language: str


class Text(Declared):
    """The same words in each language that the product speaks."""

    nl: str
    en: str

    @property
    def blank(self) -> bool:
        """Whether it has no words in any language."""
        return not (self.nl or self.en)

    def in_(self, language: str) -> str:
        """The text in that language (``nl`` or ``en``)."""
        return self.en if language == "en" else self.nl

    def said(self, words: Language) -> str:
        """The text in the language of whoever reads it."""
        return self.in_(words.language)


class Choice(Declared):
    """One value of a list: its neutral id, its words, how else people write it, and when it is valid."""

    id: str
    label: Text
    synonyms: tuple[str, ...] = ()
    description: Text | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    source: str = ""


class When(Declared):
    """A condition on the row being read: ``field`` holds ``equals``."""

    field: str
    equals: str


class ConditionalDefault(Declared):
    """The value of a blank cell when a condition holds: ``value``, or that of another field of the row."""

    when: When
    value: str | None = None
    field: str | None = None
    """Instead of ``value``: the field of the same row whose value is taken."""


class Column(Declared):
    """How a field is called in the sheets of this programme, and what a blank cell means.

    Values are neutral: ``yes``/``no``, ids of the list, digits. ``default_field``: a blank takes the value of that
    other field of the row. Of the defaults the first that applies counts: ``default_when`` in order, then
    ``default_field``, ``default_plan_year_of``, ``default``.
    """

    label: str
    synonyms: tuple[str, ...] = ()
    help: Text
    example: str = ""
    default: str | None = None
    default_when: tuple[ConditionalDefault, ...] = ()
    default_field: str | None = None
    default_plan_year_of: tuple[str, ...] = ()
    """Date fields of the row: a blank takes the plan year that holds the earliest of them."""
    required_unless: When | None = None


class Sheet(Declared):
    """The sheet that fills a register: its name, synonyms, columns (by field, in template order)."""

    label: str
    synonyms: tuple[str, ...] = ()
    help: Text
    owner: Text | None = None
    cadence_days: int | None = None
    """At least how often an update is expected; None: no rhythm agreed."""
    columns: dict[str, Column]
