"""Every way to write a number, day, yes or code, through every field's converter: the value that is meant, or none.

The texts are made from their parts (sign, digits, what parts thousands, what parts decimals, unit), so that what is
meant by each is known beforehand. A converter may refuse a text; it may never read another value into it.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import NamedTuple

import pytest

from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.formats.cells import ErrorCell, Merged, NoValue, Percent, Raw, Struck
from kpi.intake.unreadable import Doubt, Fault, Meaning
from kpi.intake.values.converters import converter
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, FieldKind

SPACES = (" ", "\u00a0", "\u2009", "\u202f")
DUTCH, ENGLISH = {(".", ","), ("", ","), *((space, ",") for space in SPACES)}, {(",", "."), ("", ".")}
STRANGE = {("'", "."), ("’", ","), ("_", "."), ("٬", "٫"), (";", ","), *((space, ".") for space in SPACES)}
NUMBERS = ("0", "7", "12", "999", "1234", "45678", "1234567", "0.5", "7.25", "1234.5", "1234.56", "1234567.89")
SIGNS = ("{}", "-{}", "- {}", "−{}", "–{}", "{}-", "{} -", "({})", "-/- {}", "+{}")
UNITS = ("{}", "€ {}", "€{}", "{} €", "EUR {}", "{} euro", "\u00a0{}\u00a0")
REFUSED = (
    *(f"1234,56 {mark}" for mark in ("CR", "Cr.", "DR", "DB", "C", "D", "Af", "Bij", "USD", "$", "incl. btw")),
    "$ 1234", "£5", "1234,,56", "1.23.456", "12.345.67", "1,23,456", "12,34,567.00", "1 23", "1. 234", "1 0000",
    "5k", "1 mln", "5 stuks", "ca. 5", "± 5", "> 5", "5-6", "5 à 6", "½", "5½", "1/2", "5²", "5‰", "0x10",
    "1e3", "1E+3",
    "NaN", "inf", "-inf", "1e400", "--5", "-(5)", "vijf", "1.", ",5", "٣٤", "１２３４", "1２34", "9" * 40,
)  # fmt: skip
"""What is no amount, count or number without a guess."""
SEVENTH = datetime.date(2017, 9, 7)
DAYS = (
    "07-09-2017", "7-9-2017", "7/9/2017", "07.09.2017", "07 09 2017", "7-9-17", "2017-09-07", "2017/9/7",
    "20170907", "7 sep 2017", "7 september 2017", "7-sep-17", "7. September 2017", "7\u00a0sep\u00a02017",
    "do 7 sep. '17", "٠٧-٠٩-٢٠١٧", "０７-０９-２０１７", "2017-09-07T12:00:00Z", "2017-09-06T22:30:00+00:00",
    20170907.0, SEVENTH, datetime.datetime(2017, 9, 7, 9, 15),
)  # fmt: skip
NO_DAYS = (
    "31-04-2017", "29-02-2017", "0-9-2017", "7-0-2017", "13-13-2017", "7-9-0017", "7-9-1917", "7-9-2117",
    "7-9-217", "7-9", "sep-17", "09-2017", "2017", "week 36 2017", "kw3 2017", "43000", 43000.0, "070917",
    "07092017", "7-9-2017 t/m 8-9-2017", "ca. 7-9-2017", "7-9-2017?", "vandaag", "7-9-99", "wo 7-9-2017",
    "7-9-2017 25:00", True, "12:00",
)  # fmt: skip
TICKS = {True: ("ja", " JA ", "j", "yes", "y", "true", "waar", "1", "x", "✓", 1, 1.0, True),
         False: ("nee", "Nee", "n", "no", "false", "onwaar", "0", "☐", 0, 0.0, False)}  # fmt: skip
NO_TICKS = ("ja?", "ja, deels", "nee!", "soms", "wel", "2", 2, 0.5, "jа", "1,0", "aan")
OTHER: tuple[Raw, ...] = (
    None, "", " ", "-", "?", "n.v.t.", "#N/B", "\x00", "\ufffd", "\ud800", "a" * 40_000, "=1+1", "_x0041_",
    ErrorCell("#REF!"), NoValue("A1"), Percent(0.5), Percent(float("inf")), Struck("x"), Struck(Struck(3.0)),
    Merged(5.0), Merged("x"), float("nan"), float("inf"), -float("inf"), 1e308, 5e-324, -0.0, 10**400,
    datetime.date.min, datetime.date.max, datetime.datetime(9999, 12, 31, 23, 59), datetime.time(23, 59, 59),
    datetime.timedelta(days=-1), datetime.timedelta.max, 2**63,
)  # fmt: skip


class Written(NamedTuple):
    """A number as somebody writes it, and what is meant."""

    text: str
    meant: Decimal
    known: bool
    """In a notation that Dutch offices use, so that it has to be read."""
    unit: bool


def grouped(digits: str, between: str) -> str:
    """Whole digits with that between the thousands."""
    return f"{int(digits):,}".replace(",", between)


def written() -> Iterator[Written]:
    """Every number in every notation, with every sign and unit."""
    for (between, point), number in product(sorted(DUTCH | ENGLISH | STRANGE), NUMBERS):
        whole, _, rest = number.partition(".")
        plain = grouped(whole, between) + (f"{point}{rest}" if rest else "")
        for sign, unit in product(SIGNS, UNITS):
            negative = sign not in ("{}", "+{}")
            known = (between, point) in DUTCH | ENGLISH and not (
                between == "," and not rest and len(whole) in (4, 5, 6)
            )
            text = unit.format(sign.format(plain))
            meant = -Decimal(number) if negative else Decimal(number)
            yield Written(text, meant, known, unit.strip("\u00a0") != "{}")


WRITTEN = tuple(dict.fromkeys(written()))
SCALE = {FieldKind.MONEY: 100, FieldKind.NUMBER: NUMBER_SCALE, FieldKind.INTEGER: 1}


def of_kind(kind: FieldKind) -> list[tuple[str, str]]:
    return [
        (register.name, each.name) for register in REGISTERS.values() for each in register.fields if each.kind is kind
    ]


def plain(meaning: Meaning) -> Meaning:
    """What is stored: of a value that is told about, the value."""
    return meaning.value if isinstance(meaning, Doubt) else meaning


@pytest.mark.parametrize("kind", SCALE, ids=lambda kind: kind.name)
def test_a_number_is_what_is_meant_or_refused(programme: Programme, kind: FieldKind) -> None:
    for register, name in of_kind(kind):
        known = converter(programme, REGISTERS[register].field(name))
        signed = known.meaning("-1") == -SCALE[kind]
        for each in WRITTEN:
            meaning, exact = plain(known.meaning(each.text)), each.meant * SCALE[kind]
            assert isinstance(meaning, Fault) or meaning == exact, (name, each, meaning)
            asked = (
                each.known
                and exact == int(exact)
                and (signed or exact >= 0)
                and (kind is FieldKind.MONEY or not each.unit)
            )
            assert meaning == exact or not asked, (name, each, meaning)
        for text in REFUSED:
            assert isinstance(plain(known.meaning(text)), Fault), (name, text)


def test_a_day_is_what_is_meant_or_refused(programme: Programme) -> None:
    for register, name in of_kind(FieldKind.DATE):
        known = converter(programme, REGISTERS[register].field(name))
        assert {plain(known.meaning(each)) for each in DAYS} == {SEVENTH}
        assert [each for each in NO_DAYS if not isinstance(plain(known.meaning(each)), Fault)] == []


def test_a_yes_is_a_yes_or_refused(programme: Programme) -> None:
    for register, name in of_kind(FieldKind.YES_NO):
        known = converter(programme, REGISTERS[register].field(name))
        for meant, texts in TICKS.items():
            assert [each for each in texts if known.meaning(each) is not meant] == []
        assert [each for each in NO_TICKS if not isinstance(plain(known.meaning(each)), Fault)] == []


def test_a_code_keeps_its_digits_or_is_refused(programme: Programme) -> None:
    for register, name in of_kind(FieldKind.CODE):
        known = converter(programme, REGISTERS[register].field(name))
        for text in ("0012", "2017-001", "12.0", "1.234", "1E5", "A/1", "00", "12-09-2017", "TRUE"):
            assert known.meaning(text) == known.meaning(f"\u00a0{text} ") == text
        assert (known.meaning(12.0), known.meaning(12)) == ("12", "12")
        for raw in ("1,23E+12", 1e15, 123456789012345678, Percent(0.5), True, SEVENTH, datetime.time(1)):
            assert isinstance(known.meaning(raw), Fault), raw


def test_no_exception_of_any_kind_leaves_a_converter(programme: Programme) -> None:
    texts = [each.text for each in WRITTEN[::7]]
    raws: list[Raw] = [*texts, *REFUSED, *DAYS, *NO_DAYS, *TICKS[True], *TICKS[False], *NO_TICKS, *OTHER]
    raws += [float(number) for number in NUMBERS]
    for register in REGISTERS.values():
        for field in register.fields:
            known = converter(programme, field)
            for raw in raws:
                known.meaning(raw)
                known[raw]
