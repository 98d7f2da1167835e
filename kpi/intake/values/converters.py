"""From a raw cell to the value of a field: one converter a column, which remembers what it has read before.

A converter is a dict from raw values to what they mean, so that a repeated text or date costs one look-up. What
can't be read for certain becomes a ``Fault``; what was read with a remark becomes a ``Doubt``.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import partial
from zoneinfo import ZoneInfo

from kpi.facts.proposal import Stored
from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.formats.cells import ErrorCell, Merged, NoValue, Percent, Raw, Struck, clean
from kpi.intake.unreadable import Doubt, Fault, Meaning
from kpi.intake.values import numerals
from kpi.intake.values.days import Order, day
from kpi.intake.values.listed_words import LIST_READERS
from kpi.personal_forms import TAKEN_OUT, taken_out
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.registers import Field, FieldKind
from kpi.sentences import say

DASHES = frozenset(["-", "–", "—", "--", "---"])
BLANK_WORDS = DASHES | frozenset(["n.v.t.", "n.v.t", "nvt", "nvt.", "n/a", "n.a.", "niet van toepassing", "geen"])
PENDING_WORDS = frozenset(["pm", "p.m.", "p.m", "pro memorie", "nnb", "n.n.b.", "nader te bepalen", "?"])
"""Not known yet: blank where it isn't a text."""
NAMELESS = PENDING_WORDS | {"onbekend", "unknown", "n.t.b.", "ntb", "tbd"}
"""No names, though they stand where one is asked."""
TICKS = frozenset(["x", "v", "✓", "✔", "☑", "☒"])
YES = TICKS | {"ja", "j", "yes", "y", "waar", "true", "1"}
NO = frozenset(["nee", "n", "no", "neen", "onwaar", "false", "0", "✗", "✘", "☐"])
_ERRORS = """
#n/b #n/a #verw! #ref! #waarde! #value! #deel/0! #div/0! #naam? #name? #getal! #num! #leeg! #null! #overloop!
#spill! #bereken! #calc! #blokkeren! #veld! #field! #onbekend! err:502 err:504 err:508
"""
ERROR_TEXTS = frozenset(_ERRORS.split())
FIGURES = (FieldKind.MONEY, FieldKind.NUMBER, FieldKind.INTEGER)
"""What can't be said of several rows at once."""
TEXTS = (FieldKind.TEXT, FieldKind.NAME, FieldKind.CODE)
EXACT = (*FIGURES, FieldKind.CODE, FieldKind.NAME, FieldKind.DATE)
TEXT_LIMIT = 4_000
TOO_LONG = 10**200
"""From here on a number is no text: a program that overflowed, or worse."""
REMEMBERED = 30_000
"""How many different values a converter keeps in mind at a time."""
SIGNED = frozenset(["invoiced", "received", "amount", "vat"])
"""Amounts that may be negative: a credit note, or a sum paid back."""


_PART = re.compile(r"[^;|\n,+]+")


FORM_WORDS = {
    "email": say("an e-mail address"),
    "account": say("an account number"),
    "citizen": say("a citizen service number"),
    "birth": say("a date of birth"),
    "telephone": say("a telephone number"),
    "address": say("an address"),
}
"""What was taken out of a text, by the id of its form."""


class BlankStands(Enum):
    """Whether an empty cell has a meaning of its own (as ``plaatsen``: 1), which a word for *unknown* hasn't."""

    NO = "no"
    ZERO = "zero"
    YES = "yes"

    def refuses(self, folded: str, kind: FieldKind) -> bool:
        """Tell whether a word for nothing, or for what isn't known yet, must not be taken for an empty cell.

        >>> BlankStands.YES.refuses("?", FieldKind.YES_NO), BlankStands.YES.refuses("-", FieldKind.YES_NO)
        (True, False)
        >>> BlankStands.YES.refuses("-", FieldKind.INTEGER), BlankStands.ZERO.refuses("geen", FieldKind.YES_NO)
        (True, False)

        An amount with such a word is one that isn't known, which is told.
        """
        if self is BlankStands.NO or kind in TEXTS or kind is FieldKind.MONEY:
            return False
        if folded in PENDING_WORDS:
            return True
        plain = self is BlankStands.ZERO or (folded in DASHES and kind not in FIGURES)
        return folded in BLANK_WORDS and not plain


class Converter(dict[Raw, Meaning]):
    """The meaning of each raw value met so far; ``faults`` tells whether any of them is a Fault or a Doubt."""

    def __init__(self, field: Field, read: Callable[[Raw], Meaning], said: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.field = field
        self.read = read
        self.said = {name_key(word): text for word, text in (said or {}).items()}
        """Of words that its list lacks, what each stands for."""
        self.faults = False
        self.blank_stands = BlankStands.NO
        """Whether an empty cell of the column has a meaning of its own."""
        self.order = Order()
        """Of a column of dates, in which order those in figures put day and month."""
        self.notation = numerals.PointNotation()
        """Of a column of figures, what its points are."""

    def __missing__(self, raw: Raw) -> Meaning:
        meaning = self.meaning(raw)
        self[raw] = meaning
        if self.field.kind is FieldKind.DATE:
            self.order.note_day(raw)
        self.faults = self.faults or isinstance(meaning, (Fault, Doubt))
        return meaning

    def forget(self) -> None:
        """Let go of what was remembered when it has become much."""
        if len(self) > REMEMBERED:
            self.clear()

    def meaning(self, raw: Raw) -> Meaning:
        """Read a cell; a blank is None."""
        if raw is None or raw == "":
            return None
        if isinstance(raw, ErrorCell):
            return Fault("error_cell")
        if isinstance(raw, NoValue):
            return Fault("no_value")
        if isinstance(raw, Struck):
            return Fault("struck_cell")
        if isinstance(raw, Merged):
            return Fault("merged_figure") if self.field.kind in FIGURES else self.meaning(raw.value)
        text = _figure(raw) if self.said and type(raw) in (int, float) else raw  # type: ignore[arg-type]
        return self._text_meaning(clean(text)) if isinstance(text, str) else self.read(raw)

    def _text_meaning(self, text: str) -> Meaning:
        text = self._as_said(text) if self.said else text
        folded = text.casefold()
        if fault := self._fault_of(text, folded):
            return fault
        pending = folded in PENDING_WORDS and self.field.kind not in TEXTS
        if not text or folded in BLANK_WORDS or pending or (folded in NAMELESS and self._names_row()):
            return self._blank(text)
        meaning = self.read(text)
        if self.field.kind is FieldKind.DATE:
            self.order.note(text)
        elif self.field.kind in FIGURES:
            self.notation.note(text)
        return meaning

    def _fault_of(self, text: str, folded: str) -> Fault | None:
        """What is wrong with a text whatever its field is."""
        if self.blank_stands is not BlankStands.NO and self.blank_stands.refuses(folded, self.field.kind):
            return Fault("not_the_usual")
        if folded in ERROR_TEXTS:
            return Fault("error_cell")
        if "\ufffd" in text:
            return Fault("letters_lost")
        shortened = self.field.kind in EXACT and numerals.SHORTENED.fullmatch(text)
        return Fault("number_lost") if shortened else None

    def _as_said(self, text: str) -> str:
        """The text with the words in it for which something else was said; a list of several is gone through."""
        if text_said := self.said.get(name_key(text)):
            return text_said
        if self.field.kind is not FieldKind.CHOICES:
            return text
        return _PART.sub(lambda part: self.said.get(name_key(part[0]), part[0]), text)

    def _names_row(self) -> bool:
        """Tell whether a row can't be without a name in this field."""
        return self.field.kind in (FieldKind.NAME, FieldKind.CODE) and self.field.required

    def _blank(self, text: str) -> Meaning:
        return Doubt(None, Fault("blank_amount")) if text and self.field.kind is FieldKind.MONEY else None


def converter(programme: Programme, field: Field, said: Mapping[str, str] | None = None) -> Converter:
    """The converter of a field in this programme; ``said``: what words that its list lacks stand for."""
    return Converter(field, _READERS[field.kind](programme, field), said)


def _text(raw: Raw, limit: int = TEXT_LIMIT) -> Meaning:
    """A number becomes its digits, a date ISO 8601: as a text they are what people see."""
    if isinstance(raw, str):
        return raw if len(raw) <= limit else Fault("too_long", {"limit": limit})
    if isinstance(raw, bool):
        return "WAAR" if raw else "ONWAAR"
    if isinstance(raw, (int, float)):
        return _figure(raw)
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time(0) else raw.isoformat(" ")
    if isinstance(raw, date):
        return raw.isoformat()
    return str(raw) if isinstance(raw, (Percent, time, timedelta)) else Fault("not_a_text")


def _figure(raw: float) -> Meaning:
    """The digits of a number that stands where a text is asked."""
    if not abs(raw) < TOO_LONG:
        return Fault("not_a_text")
    return str(int(raw)) if raw == int(raw) else repr(raw).replace(".", ",")


def _free(raw: Raw) -> Meaning:
    """A text that people type freely: data of persons in it are taken out."""
    text = _text(raw)
    if not isinstance(text, str):
        return text
    kept, found = taken_out(text)
    if not found:
        return text
    return Doubt(
        None if kept == TAKEN_OUT else kept,
        Fault("personal_value", {"found": tuple(map(FORM_WORDS.__getitem__, found))}),
    )


def _code(raw: Raw) -> Meaning:
    if isinstance(raw, (date, time, timedelta, bool, Percent)):
        return Fault("not_a_text")
    shortened = isinstance(raw, (int, float)) and numerals.DIGITS_KEPT <= abs(raw) < TOO_LONG
    return Fault("number_lost") if shortened else _text(raw, 200)


def _yes_no(raw: Raw) -> Meaning:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, (int, float)) and raw in (0, 1):
        return bool(raw)
    word = raw.casefold() if isinstance(raw, str) else ""
    return True if word in YES else False if word in NO else Fault("not_yes_no", {"word": str(raw)} if word else {})


def _money(field: Field, raw: Raw) -> Meaning:
    read = numerals.amount(raw)
    if isinstance(read, int) and read < 0 and field.name not in SIGNED:
        return Fault("negative")
    return read


def _number(field: Field, raw: Raw) -> Meaning:
    """A measured value may be given as a percentage: what that means is up to what is measured."""
    if field.name == "value" and (share := numerals.percentage(raw)) is not None:
        return share if isinstance(share, Fault) else Percent(float(share))
    read = numerals.number(raw)
    return Fault("negative") if isinstance(read, int) and read < 0 and field.name != "value" else read


_Reader = Callable[[Raw], Meaning]


def _of_text(read: Callable[[str], Meaning]) -> _Reader:
    """Make the reader of what a cell says as a text."""

    def reader(raw: Raw) -> Meaning:
        text = _text(raw)
        return read(text) if isinstance(text, str) else text

    return reader


def _of_list(kind: FieldKind, programme: Programme, field: Field) -> _Reader:
    return _of_text(LIST_READERS[kind](programme, field))


_READERS: dict[FieldKind, Callable[[Programme, Field], _Reader]] = {
    FieldKind.TEXT: lambda _programme, _field: _free,
    FieldKind.CODE: lambda _programme, _field: _code,
    FieldKind.NAME: lambda _programme, _field: _free,
    FieldKind.BUDGET_LINE: lambda _programme, _field: _text,
    FieldKind.DATE: lambda programme, _field: partial(day, zone=ZoneInfo(programme.time_zone)),
    FieldKind.MONEY: lambda _programme, field: partial(_money, field),
    FieldKind.INTEGER: lambda _programme, _field: numerals.whole,
    FieldKind.NUMBER: lambda _programme, field: partial(_number, field),
    FieldKind.YES_NO: lambda _programme, _field: _yes_no,
    **{kind: partial(_of_list, kind) for kind in LIST_READERS},
}


def neutral(field: Field, text: str) -> Stored:
    """A neutral value of the programme file (``yes``, an id, digits) as it is stored."""
    if field.kind is FieldKind.YES_NO:
        return text == "yes"
    if field.kind is FieldKind.INTEGER:
        return int(text)
    try:
        if field.kind is FieldKind.MONEY:
            return int(Decimal(text) * numerals.CENTS)
        if field.kind is FieldKind.NUMBER:
            return int(Decimal(text) * NUMBER_SCALE)
    except InvalidOperation as error:
        raise ValueError(text) from error
    return date.fromisoformat(text) if field.kind is FieldKind.DATE else text
