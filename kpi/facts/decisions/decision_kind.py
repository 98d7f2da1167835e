"""A kind of decision: the prefix of its key, its stored form, and the names of it and of its fields.

A kind is a frozen dataclass whose instances are the decisions themselves; ``kpi.facts.decisions.registry`` lists them.
The fields named in ``keyed`` stand in the key; the others are the value, as JSON.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from kpi.facts.proposal import Decision
from kpi.sentences import Said


class DecisionKind:
    """A decision of one kind, kept under ``prefix`` and its subject."""

    prefix: ClassVar[str]
    title: ClassVar[Said]
    """The kind, as a heading of the log."""
    labels: ClassVar[Mapping[str, Said]] = {}
    """The fields of the kept value, in words."""
    keyed: ClassVar[tuple[str, ...]] = ()
    """The fields that stand in the key, with a slash between them."""
    whole: ClassVar[str] = ""
    """The field that is the kept value by itself; empty where the value has a name for each field."""
    plain: ClassVar[bool] = False
    """True where letters beyond ASCII stand in the kept value as they are."""
    ordered: ClassVar[bool] = False
    """True where the fields of the kept value stand in alphabetical order."""

    __slots__ = ()

    @property
    def subject(self) -> str:
        """The key after its prefix."""
        return "/".join(str(getattr(self, name)) for name in self.keyed)

    def content(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return the value that is kept, in the types of JSON."""
        names = [field.name for field in fields(self) if field.name not in self.keyed]  # type: ignore[arg-type]
        values = {name: to_jsonable_python(getattr(self, name)) for name in names}
        return values[self.whole] if self.whole else values

    @property
    def key(self) -> str:
        """The key under which it is kept."""
        return self.prefix + self.subject

    @property
    def value(self) -> str:
        """The value as it is kept."""
        return json.dumps(self.content(), ensure_ascii=not self.plain, sort_keys=self.ordered)

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
        adapter: TypeAdapter[Self] = _adapter(cls)  # type: ignore[arg-type]
        return adapter.validate_python({**given, **dict(zip(cls.keyed, parts, strict=False))})


@cache
def _adapter(kind: type[DecisionKind]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
