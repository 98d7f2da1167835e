"""The user's language: sentences through gettext, plural forms, and the notation of money, numbers and dates.

Source strings are English; ``kpi/locale/nl/*.po`` hold the Dutch, one catalogue per part of the product. The
catalogues are read as they are (no compiled files to forget). A sentence is written as
``words("{n} of {total} companies", n=…, total=…)``; text that is translated later is marked with ``N_``.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Protocol, runtime_checkable

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kpi.notation import Notation

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("nl", "en")


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a sentence that is translated where it is shown."""
    return message


@runtime_checkable
class Sayable(Protocol):
    """Something that is text only once a language is known: a sentence, a figure, a bilingual text of the programme."""

    def said(self, words: "Words") -> str:
        """The text in that language."""


Said = str | Sayable
"""What a view gives to be shown: text that is the same in every language (a name), or something to be said."""


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
        return value.said(self) if isinstance(value, Sayable) else str(value)

    def _filled(self, values: dict[str, object]) -> dict[str, object]:
        return {name: value.said(self) if isinstance(value, Sayable) else value for name, value in values.items()}


@cache
def words_of(language: str) -> Words:
    """The one instance for a language (``nl`` unless ``en``)."""
    return Words(language if language in LANGUAGES else "nl")


@cache
def _translations(language: str) -> NullTranslations:
    files = sorted((LOCALE / language).glob("*.po"))
    merged = Catalog(locale=language)
    for file in files:
        with file.open("rb") as stream:
            for message in read_po(stream, locale=language):
                if message.id and message.string:
                    merged.add(message.id, message.string)
    if not files:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)
