"""The words of a programme: bilingual texts, values of lists, and the names of its sheets and columns."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Protocol

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Declared(BaseModel):
    """A value out of the programme file: frozen, and with no key that nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


FIRST, LAST = date(1950, 1, 1), date(2099, 12, 31)
"""No day of a programme lies outside these: it would be a slip of the hand."""


def _day(given: object) -> object:
    """A number is no day, though it could be taken for seconds since 1970."""
    if isinstance(given, int | Decimal):
        raise PydanticCustomError("date_type", "a day")
    return given


def _within(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise PydanticCustomError("day_range", "a day in range", {"first": str(FIRST), "last": str(LAST)})
    return day


def _whole(given: object) -> object:
    if isinstance(given, bool):
        raise PydanticCustomError("int_type", "a whole number")
    return given


Day = Annotated[date, BeforeValidator(_day), AfterValidator(_within)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=11, decimal_places=2)]
"""Euro, in whole cents."""
Share = Annotated[Decimal, Field(ge=0, le=1)]
"""A fraction: 0.9 is 90 %."""
Number = Annotated[Decimal, Field(ge=-(10**12), le=10**12)]
Quantity = Annotated[Decimal, Field(ge=0, le=10**12)]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=9999)]
Months = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=9999)]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}(_[A-Z]{2})?$")]


class Language(Protocol):
    """A language in which texts are read (``kpi.language.Words`` is one)."""

    language: str


class Text(Declared):
    """Words in each language that the programme file gives: always Dutch and English, others where it has any.

    A further language is one more key beside ``nl`` and ``en``. Where the language asked for lacks its words, the Dutch
    ones stand in its place with ``(nl)`` after them, so that nobody takes them for a translation.

    >>> Text(nl="Bedrijven", en="Companies", fr="Entreprises").in_("fr"), Text(nl="Bedrijven", en="Companies").in_("fr")
    ('Entreprises', 'Bedrijven (nl)')
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[LanguageCode, str]

    nl: str
    en: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The words in every language that has them, Dutch first."""
        return (self.nl, self.en, *(self.__pydantic_extra__ or {}).values())

    @property
    def blank(self) -> bool:
        """True where it has no words in any language."""
        return not any(self.forms)

    def given(self, language: str) -> str:
        """The words that the programme file has in that language; empty where it has none."""
        return {**(self.__pydantic_extra__ or {}), "nl": self.nl, "en": self.en}.get(language, "")

    def in_(self, language: str) -> str:
        """The words to show in that language: its own, else the Dutch ones, marked."""
        own = self.given(language)
        if own or not self.nl or language in Text.model_fields:
            return own
        return f"{self.nl} (nl)"

    def said(self, words: Language) -> str:
        """The text in the language of whoever reads it."""
        return self.in_(words.language)


class Choice(Declared):
    """A value of a list: its neutral id, its words, its synonyms, and the days on which it is valid."""

    id: str
    label: Text
    shown: Text | None = None
    """The words on screens and in papers, where those of the sheet don't read well there."""
    synonyms: tuple[str, ...] = ()
    description: Text | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None
    source: str = ""

    @property
    def words(self) -> Text:
        """The words for who reads it; a sheet keeps its label."""
        return self.shown or self.label

    @property
    def forms(self) -> tuple[str, ...]:
        """The words that mean it in a cell, without its synonyms."""
        return (self.id, *self.label.forms, *(self.shown.forms if self.shown else ()))


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
    """A field as the sheets of this programme call it, and the meaning of its blank cells.

    Values are neutral: ``yes``/``no``, ids of the list, digits. ``default_field``: a blank takes the value of that
    other field of the row. Of the defaults the first that applies counts: ``default_when`` in order, then
    ``default_field``, ``default_plan_year_of``, ``default``.
    """

    label: str
    shown: Text | None = None
    """The words on screens and in papers, where the heading doesn't read well there."""
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
    cadence_days: Whole | None = None
    """At least how often an update is expected; None: no rhythm agreed."""
    columns: dict[str, Column]

    def words_of(self, field: str) -> Text:
        """The words for who reads a column's name: its own, else in Dutch its heading and in English its field."""
        column = self.columns[field]
        return column.shown or Text(nl=column.label.replace("_", " "), en=field.replace("_", " "))


def yes_no_word(truth: bool) -> str:
    """Return the word by which a sheet says whether something holds; intake understands others too."""
    return "ja" if truth else "nee"


STRUCTURAL_LISTS: dict[str, tuple[str, ...]] = {
    "contribution_form": ("cash", "in_kind"),
    "vacancy_status": ("open", "filled", "not_filled", "withdrawn", "expired"),
    "measurement_kind": ("measurement", "baseline"),
    "payment_kind": ("advance", "settlement"),
    "activity_status": ("idea", "running", "done", "stopped"),
}
"""Lists whose ids have a meaning in code: a programme gives them words, and may not add to them or leave any out."""
