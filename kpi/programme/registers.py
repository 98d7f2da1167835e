"""The thirteen registers of facts, field by field, under their neutral names.

A register is what one sheet of a workbook fills. Its labels, synonyms and list values belong to the programme
file; here stands only what every programme shares. Tables, intake, template and measures are made from this.
"""

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """The kind of value in a field, by which it is read, stored and shown."""

    TEXT = "text"
    """Free text. As part of a key it is compared without regard to case and to runs of spaces."""
    CODE = "code"
    """An identifier (``0012``, ``ORD-1/2``): text whose zeros and punctuation count."""
    NAME = "name"
    """A name of somebody or something; ``<field>_key`` holds it normalised, for comparing and counting."""
    DATE = "date"
    MONEY = "money"
    """An amount in euro; stored as whole cents."""
    INTEGER = "integer"
    NUMBER = "number"
    """An exact decimal; stored in millionths."""
    YES_NO = "yes_no"
    CHOICE = "choice"
    """One neutral id out of the programme's list ``options``."""
    CHOICES = "choices"
    """Several ids out of that list, stored as ``;a;b;`` in the list's order."""
    PLAN_YEAR = "plan_year"
    """The id of a plan year of the programme, such as ``2017-2018``."""
    BUDGET_LINE = "budget_line"
    """A budget line as it was written; ``<field>_key`` holds its id, or null when it isn't known."""
    INDICATOR = "indicator"
    """The id of an indicator or of a declared side measurement."""


KEYED = (FieldKind.NAME, FieldKind.BUDGET_LINE)
"""Kinds that are stored twice: as written, and as ``<field>_key``."""

SPAN = " to "
"""Between the names of two dates: the whole days from the first to the second (``published_on to filled_on``);
unknown while either date is, negative where the second comes first."""

NUMERIC = (FieldKind.MONEY, FieldKind.INTEGER, FieldKind.NUMBER)
"""Kinds whose values can be added up and compared by size."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a register. ``key``: part of the natural key; ``required``: a row without it is refused."""

    name: str
    kind: FieldKind
    key: bool = False
    required: bool = False
    options: str = ""
    """For CHOICE and CHOICES: the id of the programme's list."""
    refers: str = ""
    """For NAME: the register whose key it names."""
    blank: str | None = None
    blank_when: tuple[str, str, str] | None = None
    blank_year_of: tuple[str, ...] = ()
    """A blank that the programme gives no meaning: the year of the earliest date; by field, value, field to copy."""


@dataclass(frozen=True, slots=True)
class Register:
    """The fields of one kind of fact; ``derived`` dates are the first one present of the fields named."""

    name: str
    fields: tuple[Field, ...]
    derived: tuple[tuple[str, tuple[str, ...]], ...] = ()
    also_in: str = ""
    """A register whose rows hold some of this one too, so that it may stay empty."""

    @property
    def keys(self) -> tuple[Field, ...]:
        """The fields that together name a row."""
        return tuple(field for field in self.fields if field.key)

    def known_field(self, name: str) -> Field | None:
        """The field of that name, or the days between two dates of its own; None when the register doesn't have it."""
        if SPAN in name:
            return Field(name, FieldKind.INTEGER) if set(name.split(SPAN, 1)) <= set(self.date_fields()) else None
        return next((field for field in self.fields if field.name == name), None)

    def field(self, name: str) -> Field:
        """The field of that name; KeyError when there is none."""
        if field := self.known_field(name):
            return field
        raise KeyError(name)

    def date_fields(self) -> tuple[str, ...]:
        """Names that a measure may use as a date: the date fields and the derived ones."""
        own = tuple(field.name for field in self.fields if field.kind is FieldKind.DATE)
        return own + tuple(name for name, _ in self.derived)


K = FieldKind
_EVIDENCE = Field("evidence", K.TEXT)

ALL = (
    Register(
        "organisations",
        (
            Field("name", K.NAME, key=True, required=True),
            Field("kind", K.CHOICE, required=True, options="organisation_kind"),
            Field("municipality", K.NAME),
            Field("employees", K.INTEGER),
            Field("top_sector", K.CHOICE, options="top_sector"),
            Field("smart_industry", K.YES_NO),
            Field("approached_on", K.DATE),
            Field("named_by", K.NAME, refers="organisations"),
            Field("member_since", K.DATE),
            Field("member_until", K.DATE),
            Field("brand_grade", K.CHOICE, options="brand_grade"),
            Field("carries_brand_since", K.DATE),
            Field("carries_brand_until", K.DATE),
            Field("brand_evidence", K.TEXT),
        ),
    ),
    Register(
        "contributions",
        (
            Field("organisation", K.NAME, key=True, required=True, refers="organisations"),
            Field("plan_year", K.PLAN_YEAR, key=True, required=True),
            Field("reference", K.CODE, key=True, blank="1"),
            Field("form", K.CHOICE, options="contribution_form", blank="cash"),
            Field("pledged", K.MONEY),
            Field("pledged_on", K.DATE),
            Field("invoiced", K.MONEY),
            Field("invoiced_on", K.DATE),
            Field("received", K.MONEY),
            Field("received_on", K.DATE),
            _EVIDENCE,
            Field("withdrawn_on", K.DATE),
        ),
    ),
    Register(
        "vacancies",
        (
            Field("vacancy_id", K.CODE, key=True, required=True),
            Field("title", K.TEXT, required=True),
            Field("organisation", K.NAME, required=True, refers="organisations"),
            Field("municipality", K.NAME),
            Field("type", K.CHOICE, required=True, options="vacancy_type"),
            Field("level", K.CHOICE, required=True, options="level"),
            Field("positions", K.INTEGER, blank="1"),
            Field("smart_industry", K.YES_NO),
            Field("on_site", K.YES_NO),
            Field("published_on", K.DATE, required=True),
            Field("closes_on", K.DATE),
            Field("status", K.CHOICE, options="vacancy_status", blank="open"),
            Field("closed_on", K.DATE),
            Field("filled", K.INTEGER, blank="0", blank_when=("status", "filled", "positions")),
            Field("filled_on", K.DATE),
            Field("filled_via", K.CHOICE, options="filled_via"),
            Field("study_programme", K.TEXT),
        ),
        derived=(
            ("closing_day", ("closed_on", "filled_on", "closes_on")),
            ("filled_day", ("filled_on", "closed_on", "closes_on")),
        ),
    ),
    Register(
        "videos",
        (
            Field("title", K.TEXT, key=True, required=True),
            Field("published_on", K.DATE, key=True, required=True),
            Field("organisation", K.NAME, refers="organisations"),
            Field("kind", K.CHOICE, required=True, options="video_kind"),
            Field("practice_case", K.YES_NO),
            Field("on_site", K.YES_NO),
            Field("url", K.TEXT),
            Field("views", K.INTEGER),
        ),
    ),
    Register(
        "events",
        (
            Field("name", K.TEXT, key=True, required=True),
            Field("held_on", K.DATE, key=True, required=True),
            Field("series", K.NAME),
            Field("kind", K.CHOICE, options="event_kind"),
            Field("branded", K.YES_NO),
            Field("visitors", K.INTEGER),
            Field("place", K.TEXT),
            _EVIDENCE,
        ),
    ),
    Register(
        "study_programmes",
        (
            Field("institution", K.NAME, key=True, required=True),
            Field("study", K.NAME, key=True, required=True),
            Field("level", K.CHOICE, required=True, options="study_level"),
            Field("country", K.CHOICE, required=True, options="country"),
            Field("smart_industry", K.YES_NO, blank="yes"),
        ),
    ),
    Register(
        "contacts",
        (
            Field("institution", K.NAME, key=True, required=True, refers="study_programmes"),
            Field("study", K.NAME, key=True),
            Field("audience", K.CHOICE, key=True, required=True, options="audience"),
            Field("held_on", K.DATE, key=True, required=True),
            Field("form", K.TEXT),
            _EVIDENCE,
        ),
    ),
    Register(
        "pitches",
        (
            Field("name", K.TEXT, key=True, required=True),
            Field("edition", K.DATE, key=True, required=True),
            Field("funded_on", K.DATE),
            Field("funding", K.MONEY),
            Field("coached_on", K.DATE),
            _EVIDENCE,
        ),
    ),
    Register(
        "expenses",
        (
            Field("entry", K.CODE, key=True, required=True),
            Field("entry_line", K.CODE, key=True, blank="1"),
            Field("plan_year", K.PLAN_YEAR, blank_year_of=("ordered_on", "invoiced_on", "paid_on")),
            Field("budget_line", K.BUDGET_LINE, required=True),
            Field("part", K.TEXT),
            Field("description", K.TEXT, required=True),
            Field("counterparty", K.TEXT),
            Field("amount", K.MONEY, required=True),
            Field("vat", K.MONEY),
            Field("ordered_on", K.DATE),
            Field("invoiced_on", K.DATE),
            Field("paid_on", K.DATE),
            Field("order_reference", K.CODE),
            Field("eligible", K.YES_NO, blank="yes"),
            Field("ineligible_reason", K.TEXT),
            Field("hours", K.NUMBER),
            Field("units", K.NUMBER),
            _EVIDENCE,
        ),
        derived=(("invoiced_day", ("invoiced_on", "paid_on")),),
    ),
    Register(
        "activities",
        (
            Field("name", K.TEXT, key=True, required=True),
            Field("plan_year", K.PLAN_YEAR),
            Field("segments", K.CHOICES, required=True, options="segment"),
            Field("type", K.CHOICE, options="activity_type"),
            Field("target_groups", K.CHOICES, options="target_group"),
            Field("step", K.INTEGER),
            Field("brand_grade", K.CHOICE, options="brand_grade"),
            Field("lead", K.TEXT),
            Field("top_sector", K.CHOICE, options="top_sector"),
            Field("criteria", K.CHOICES, options="criterion"),
            Field("budget_line", K.BUDGET_LINE),
            Field("starts_on", K.DATE),
            Field("ends_on", K.DATE),
            Field("status", K.CHOICE, options="activity_status"),
        ),
    ),
    Register(
        "measurements",
        (
            Field("indicator", K.INDICATOR, key=True, required=True),
            Field("measured_on", K.DATE, key=True, required=True),
            Field("kind", K.CHOICE, key=True, options="measurement_kind", blank="measurement"),
            Field("value", K.NUMBER, required=True),
            Field("note", K.TEXT),
            _EVIDENCE,
        ),
    ),
    Register(
        "subsidy_payments",
        (
            Field("plan_year", K.PLAN_YEAR, key=True, required=True),
            Field("paid_on", K.DATE, key=True, required=True),
            Field("reference", K.CODE, key=True, blank="1"),
            Field("kind", K.CHOICE, required=True, options="payment_kind"),
            Field("amount", K.MONEY, required=True),
        ),
    ),
    Register(
        "memberships",
        (
            Field("organisation", K.NAME, key=True, required=True, refers="organisations"),
            Field("member_since", K.DATE, key=True, required=True),
            Field("member_until", K.DATE),
        ),
        also_in="organisations",
    ),
)

REGISTERS: dict[str, Register] = {register.name: register for register in ALL}
