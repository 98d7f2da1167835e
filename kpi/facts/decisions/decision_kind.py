"""A kind of decision: the prefix of its key, its stored form, and the names of it and of its fields.

A kind is a frozen dataclass whose instances are the decisions themselves; ``decision_kinds`` and ``minutes_kinds`` have
them all. The fields named in ``keyed`` stand in the key; the others are the value, as JSON, without those that hold
their default.
"""

import json
from functools import cache
from typing import Any, ClassVar, Self, get_type_hints

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from kpi.facts.proposal import Decision
from kpi.sentences import Said, Sentence


class DecisionKind:
    """A decision of one kind, kept under ``prefix`` and its subject."""

    prefix: ClassVar[str]
    title: ClassVar[Said]
    """The kind, as a heading of the log."""
    keyed: ClassVar[tuple[str, ...]] = ()
    """The fields that stand in the key, with a slash between them."""
    whole: ClassVar[str] = ""
    """The field that is the kept value by itself; empty where the value has a name for each field."""
    plain: ClassVar[bool] = False
    """True where letters beyond ASCII stand in the kept value as they are."""
    ordered: ClassVar[bool] = False
    """True where the fields of the kept value stand in alphabetical order."""

    @classmethod
    @cache
    def labels(cls) -> dict[str, Said]:
        """Return the fields of the kept value in words: the sentence that a field is annotated with."""
        labels: dict[str, Said] = {}
        for name, hint in get_type_hints(cls, include_extras=True).items():
            notes = getattr(hint, "__metadata__", ())
            kept_as = next((note.alias for note in notes if isinstance(note, FieldInfo)), None) or name
            labels.update((kept_as, note) for note in notes if isinstance(note, Sentence))
        return labels

    @property
    def subject(self) -> str:
        """The key after its prefix."""
        return "/".join(str(getattr(self, name)) for name in self.keyed)

    @property
    def key(self) -> str:
        """The key under which it is kept."""
        return self.prefix + self.subject

    @property
    def value(self) -> str:
        """The value as it is kept."""
        content = self._adapter().dump_python(
            self, mode="json", by_alias=True, exclude=set(self.keyed), exclude_defaults=True
        )
        kept = content[self.whole] if self.whole else content
        return json.dumps(kept, ensure_ascii=not self.plain, sort_keys=self.ordered)

    def decision(self, reason: str = "") -> Decision:
        """Make the decision, for a reason."""
        return Decision(self.key, self.value, reason)

    @classmethod
    def withdrawn(cls, subject: str, reason: str = "") -> Decision:
        """Take the decision of that subject away, for a reason."""
        return Decision(cls.prefix + subject, None, reason)

    @classmethod
    def read(cls, key: str, value: str) -> Self:
        """Return the decision that is kept under a key. Raises TypeError or ValueError when the value doesn't fit."""
        content = json.loads(value)
        parts = key.removeprefix(cls.prefix).split("/", max(len(cls.keyed) - 1, 0))
        given = {cls.whole: content} if cls.whole else dict(content)
        return cls._adapter().validate_python({**given, **dict(zip(cls.keyed, parts, strict=False))})  # type: ignore[no-any-return]

    @classmethod
    @cache
    def _adapter(cls) -> TypeAdapter[Any]:
        return TypeAdapter(cls)
