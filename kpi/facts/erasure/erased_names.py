"""Names of persons that were erased, known by a keyed checksum alone, and the marks that stand in their place.

Such a checksum tells no name: only whoever guesses one, with its key in hand, can try the guess.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kpi.errors import Refusal
from kpi.language import N_
from kpi.programme.comparable_names import name_key

LEAST = 4
"""Letters and digits of a name; a shorter one would stand in half of all words."""
_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"\[gewist (\d+)\]")


class ShortName(Refusal):
    """A name was to be erased that is a part of too many words."""

    template = N_("“{given}” has fewer than {least} letters and digits; give the whole name, address or number.")


@dataclass(frozen=True, slots=True)
class ErasedName:
    """A name as it is known after it was erased: what stands in its place, and the checksum to know it again by."""

    programme: str
    mark: str
    salt: str
    length: int
    """Letters and digits of the name."""
    checksum: str


def erased_names(programme: str, given: Sequence[str], first: int, salt: str) -> tuple[ErasedName, ...]:
    """Give each spelling of a person's name a mark, numbered from ``first``. Raises ShortName."""
    forms = dict.fromkeys(name_key(each) for each in given)
    for form, each in zip(forms, given, strict=False):
        if len(form) < LEAST:
            raise ShortName(given=each, least=LEAST)
    return tuple(
        ErasedName(programme, f"[gewist {number}]", salt, len(form), _checksum(salt, form))
        for number, form in enumerate(forms, first)
    )


def next_number(texts: Iterable[str]) -> int:
    """Return the number after every mark in the texts."""
    return 1 + max((int(number) for text in texts for number in _MARK.findall(text)), default=0)


def _checksum(salt: str, form: str) -> str:
    return hmac.new(salt.encode(), form.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Eraser:
    """Puts marks in the place of names, whatever their case, accents, spaces and punctuation."""

    names: tuple[ErasedName, ...]
    forms: dict[str, str] = field(default_factory=dict)
    """The forms under which names count that hold an erased one, and what takes their place."""
    _known: dict[str, str | None] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """Return a text with a mark for each name in it.

        >>> names = erased_names("p", ["Anna Voorbeeld", "a.v@example.org"], 3, "salt")
        >>> Eraser(names).text("bel ANNA_Voorbeeld (a.v@example.org), niet Annabel Voorbeeld")
        'bel [gewist 3] ([gewist 4]), niet Annabel Voorbeeld'
        """
        for start, end, mark in reversed(list(self._found(text))):
            text = f"{text[:start]}{mark}{text[end:]}"
        return text

    def learn(self, text: str, form: str) -> None:
        """Know from now on the form under which a name counts that has an erased one in it."""
        erased = form
        for start, end, mark in self._found(text):
            erased = erased.replace(name_key(text[start:end]), name_key(mark))
        if erased != form:
            self.forms[form] = erased

    def value(self, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what JSON holds with a mark for each name in its texts, its keys included."""
        if isinstance(value, str):
            return self.forms.get(value) or self._parts(value)
        if isinstance(value, Mapping):
            return {self.value(key): self.value(part) for key, part in value.items()}
        return [self.value(part) for part in value] if isinstance(value, list) else value

    def _parts(self, text: str) -> str:
        """A text whose parts may each be a form, as those of a key of a row are."""
        pieces = re.split(r"([\x1f/])", text)
        return "".join(self.forms.get(piece) or self.text(piece) for piece in pieces)

    def told(self, text: str | None) -> str | None:
        """Return a text, or what it holds as JSON, with a mark for each name in it."""
        if text and text[:1] in '{["':
            with suppress(ValueError):
                held = json.loads(text)
                erased = self.value(held)
                return text if erased == held else json.dumps(erased, ensure_ascii=False)
        return text and self.value(text)

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        words = [(*word.span(), name_key(word[0])) for word in _WORD.finditer(text)]
        longest, place = max((name.length for name in self.names), default=0), 0
        while place < len(words):
            start, end, form = words[place]
            if known := self.forms.get(form):
                yield start, end, known
            joined, step = "", 1
            for further, (_, end, form) in enumerate(words[place:], 1):
                joined += form
                if len(joined) > longest:
                    break
                if form not in self.forms and (mark := self._mark(joined)):
                    yield words[place][0], end, mark
                    step = further
            place += step

    def _mark(self, form: str) -> str | None:
        if form not in self._known:
            near = (name for name in self.names if name.length == len(form))
            marks = [name.mark for name in near if hmac.compare_digest(name.checksum, _checksum(name.salt, form))]
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[form] = marks[0] if marks else None
        return self._known[form]


_MOST = 200_000
"""So many words are remembered."""
