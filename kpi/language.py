"""The user's language: sentences through gettext, plural forms, and the notation of money, numbers and dates.

Source strings are English; a folder of ``kpi/locale/`` holds the catalogues of another language, one per part of the
product, and is all that a language takes. They are read as they are (no compiled files to forget). A sentence is
written as ``words("{n} of {total} companies", n=…, total=…)``; text that is translated later is marked with ``N_``.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Protocol, runtime_checkable

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kpi.notation import Notation, locale_of

LOCALE = Path(__file__).parent / "locale"
DEFAULT = "nl"
"""The language of who didn't ask for one; also that of the sheets and lists of a programme."""
SOURCE = "en"
"""The language that sentences are written in, which needs no catalogue."""


@cache
def languages() -> tuple[str, ...]:
    """The languages there are: Dutch, then English, then each that has catalogues."""
    others = sorted({file.parent.name for file in LOCALE.glob("*/*.po")} - {DEFAULT, SOURCE})
    return (DEFAULT, SOURCE, *others)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a sentence that is translated where it is shown."""
    return message


@runtime_checkable
class Sayable(Protocol):
    """Something that is text only once a language is known: a sentence, a figure, a bilingual text of the programme."""

    def said(self, words: "Words") -> str:
        """The text in that language."""


Said = str | Sayable
"""Something to be shown: a text that is the same in every language (a name), or a value that is said in one."""


class Words(Notation):
    """A language: call it with an English source sentence, or ask it to write a figure."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self._translations = _translations(language)

    def __call__(self, message: str, /, **values: object) -> str:
        """The sentence in this language, with its places filled."""
        translated = self._translations.gettext(message)
        return translated.format(**self._filled(values)) if values else translated

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The sentence for that number of things; ``{n}`` is the number, written out in digits."""
        return self._translations.ngettext(one, many, n).format(n=self.number(n), **self._filled(values))

    def say(self, value: object) -> str:
        """Anything in this language; what is plain text already stays as it is."""
        return str(self._said(value))

    def _filled(self, values: dict[str, object]) -> dict[str, object]:
        return {name: self._said(value) for name, value in values.items()}

    def _said(self, value: object) -> object:
        """What is Sayable in this language, anything else as it is; a check by the protocol takes ten times as long."""
        said = None if isinstance(value, str) else getattr(value, "said", None)
        return said(self) if said else value


@cache
def words_of(language: str) -> Words:
    """The one instance for a language; Dutch for one that isn't there."""
    return Words(language if language in languages() else DEFAULT)


@cache
def _translations(language: str) -> NullTranslations:
    """The catalogues of a language as one, with the plural forms that the first of them gives."""
    merged: Catalog | None = None
    for file in sorted((LOCALE / language).glob("*.po")):
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale=language)
        if merged is None:
            merged = catalogue
            continue
        for message in catalogue:
            if message.id and message.string:
                merged.add(message.id, message.string)
    if merged is None:
        return NullTranslations()
    merged.locale = locale_of(language)  # without a locale that Babel knows it would leave the plural forms out
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)
