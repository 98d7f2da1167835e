"""Sentences and figures as values: worked out in one language's grammar by nobody, said by whoever shows them.

``say`` has the calls of ``Words``, but gives a value instead of a text: ``say("{n} of {total}", n=say.number(3), …)``.
Such a value can be compared, kept and passed on; ``words.say(value)`` makes the text, in whatever language. Two figures
that are written the same are equal. Put into an f-string it raises: it is no text yet.

>>> from kpi.language import words_of
>>> spent = say("{spent} of {budget}", spent=say.money(33120), budget=say.money(None))
>>> words_of("en").say(spent), words_of("en").say(listed(("a", say.share(0.5)), "; "))
('€33,120 of –', 'a; 50%')
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from typing import Literal, NoReturn

from kpi.language import Said, Sayable, Words
from kpi.notation import Number, rounded

PERCENT = 100


class Unsaid(Sayable):
    """A value that has no text until a language is known."""

    __slots__ = ()

    def __str__(self) -> NoReturn:
        """Refuse to be a text. Raises TypeError."""
        raise TypeError(repr(self))

    def __format__(self, spec: str) -> NoReturn:
        """Refuse to be put into a text. Raises TypeError."""
        raise TypeError(repr(self))


@dataclass(frozen=True, slots=True)
class Sentence(Unsaid):
    """An English source sentence with what its places are filled with; ``many`` and ``n`` where it counts something."""

    template: str
    values: tuple[tuple[str, object], ...] = ()
    many: str = ""
    n: int = 0

    def said(self, words: Words) -> str:
        """The sentence in a language."""
        if self.many:
            return words.plural(self.template, self.many, self.n, **dict(self.values))
        return words(self.template, **dict(self.values))


@dataclass(frozen=True, slots=True)
class Figure(Unsaid):
    """A number, a day or a moment, with the way of ``Notation`` in which it is written."""

    notation: str
    value: object
    options: tuple[tuple[str, object], ...] = ()

    def said(self, words: Words) -> str:
        """The figure as the language writes it."""
        return str(getattr(words, self.notation)(self.value, **dict(self.options)))


@dataclass(frozen=True, slots=True)
class Listed(Unsaid):
    """Several things said one after the other, a sign between each two; a part that says nothing is left out."""

    parts: tuple[object, ...]
    between: str

    def said(self, words: Words) -> str:
        """The parts in a language."""
        return self.between.join(text for part in self.parts if (text := words.say(part)))


@dataclass(frozen=True, slots=True)
class Cased(Unsaid):
    """Something said in small letters, with a capital and then small letters, or with its first letter a capital."""

    part: Said
    case: Literal["lower", "capitalize", "begin"]

    def said(self, words: Words) -> str:
        """The part in a language, in that case."""
        text = words.say(self.part)
        if self.case == "begin":
            return text[:1].upper() + text[1:]
        return text.lower() if self.case == "lower" else text.capitalize()


def lower(part: Said) -> Cased:
    """A heading or a title as it stands within a sentence."""
    return Cased(part, "lower")


def capitalized(part: Said) -> Cased:
    """A word as it stands in a heading, the rest of it in small letters."""
    return Cased(part, "capitalize")


def beginning(part: Said) -> Cased:
    """Words as they stand at the beginning of a sentence: a capital in front, the rest as it is."""
    return Cased(part, "begin")


def listed(parts: Iterable[object], between: str = ", ") -> Listed:
    """Several things said one after the other: ``listed(names)``, ``listed((sentence, more), " ")``."""
    return Listed(tuple(parts), between)


def with_note(part: Said, note: Said) -> Said:
    """A part with a note between brackets behind it; without one the part alone."""
    return Listed((part, " (", note, ")"), "") if note else part


class Say:
    """The calls of ``Words``, as values to be said later."""

    def __call__(self, message: str, /, **values: object) -> Sentence:
        """An English source sentence, with its places filled."""
        return Sentence(message, tuple(values.items()))

    def plural(self, one: str, many: str, n: int, /, **values: object) -> Sentence:
        """The sentence for that number of things; ``{n}`` is the number."""
        return Sentence(one, tuple(values.items()), many, n)

    def money(self, value: Number, cents: bool | None = None) -> Figure:
        """Euro; cents are shown when there are any, unless said otherwise."""
        exact = None if value is None else rounded(value, 2)
        return Figure(
            "money", rounded(exact, 0) if exact is not None and cents is False else exact, (("cents", cents),)
        )

    def number(self, value: Number, decimals: int = 2) -> Figure:
        """A number with at most that many decimals."""
        return Figure("number", None if value is None else rounded(value, decimals), (("decimals", decimals),))

    def decimals(self, value: Number, decimals: int) -> Figure:
        """A number with exactly that many decimals."""
        return Figure("decimals", value, (("decimals", decimals),))

    def share(self, value: Number, decimals: int = 1) -> Figure:
        """A fraction as a percentage."""
        percent = None if value is None else rounded(Fraction(value) * PERCENT, decimals)
        return Figure("share", None if percent is None else Fraction(percent) / PERCENT, (("decimals", decimals),))

    def date(self, day: datetime.date | None) -> Figure:
        """A date in words."""
        return Figure("date", day)

    def short_date(self, day: datetime.date | None) -> Figure:
        """A date in figures, as in a table."""
        return Figure("short_date", day)

    def moment(self, moment: datetime.datetime) -> Figure:
        """A day and an hour, as in a table."""
        return Figure("moment", moment)

    def month(self, day: datetime.date) -> Figure:
        """A month with its year, short."""
        return Figure("month", day)

    def language(self, code: str) -> Figure:
        """A language by its code: *Nederlands*."""
        return Figure("name_of", code)

    def month_name(self, month: int) -> Figure:
        """A month by its number."""
        return Figure("month_name", month)


say = Say()
"""The one instance: it holds nothing."""


def yes_no(*, value: bool) -> Sentence:
    """Yes or no, as a cell says it."""
    return say("yes") if value else say("no")


__all__ = ["Figure", "Said", "Sentence", "beginning", "capitalized", "listed", "lower", "say", "with_note", "yes_no"]


def with_known(sentence: Said, given: object, known: Iterable[object]) -> Listed:
    """A sentence about a name that isn't there, with the one that was probably meant, else all that there are."""
    there = sorted({str(each) for each in known})
    if close := get_close_matches(str(given), there, n=1, cutoff=0.8):
        return listed((sentence, say("Did you mean {close}?", close=close[0])), " ")
    hint = say("There are: {known}.", known=", ".join(there)) if there else say("There are none.")
    return listed((sentence, hint), " ")
