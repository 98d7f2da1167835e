"""Amounts by date as they are kept beside the facts, so that a picture doesn't go through every row again.

It is a cache: any of it may be dropped at any time. A row answers one question about one revision. The question holds
everything of the programme that the answer depends on, and the revision is known by the moment at which it was
recorded as well, so that nothing that changes can leave an old answer behind. An answer that was damaged isn't taken.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, and_, select

from kpi.facts.tables import AMOUNTS

FORM = 1
"""Goes up whenever the rows of an answer come to mean something else."""
LEAST = 20_000
"""Of fewer facts nothing is kept: going through them takes no longer."""

Rows = Sequence[Sequence[Any]]


class Asking(Protocol):
    """A reader, as far as it matters here."""

    @property
    def connection(self) -> Connection:
        """The snapshot that it reads."""

    @property
    def programme_id(self) -> str:
        """Whose facts these are."""

    @property
    def revision(self) -> int:
        """The revision asked for."""

    @property
    def lasting(self) -> bool:
        """Whether what it reads was recorded."""

    @property
    def facts(self) -> int:
        """How many rows of registers hold."""

    @property
    def changes(self) -> Sequence[tuple[datetime, Any]]:
        """The revisions up to this one, each by its moment first."""

    @property
    def made(self) -> Any:  # noqa: ANN401 - that of ``kpi.facts.reader``
        """What readers of the snapshot looked up or worked out."""


def keeps(reader: Asking) -> bool:
    """Whether amounts by date are kept for a reader: of many facts, and not of a change that is only tried."""
    return reader.lasting and reader.facts >= LEAST


def kept_rows(reader: Asking, question: Mapping[str, Any], look: Callable[[], Iterable[Sequence[Any]]]) -> Rows:
    """The answer to a question, as it is kept, or else by looking; then it is kept once the reader has done."""
    asked = json.dumps([FORM, question], sort_keys=True)
    answers = _answers(reader)
    if asked not in answers:
        mark = _mark(asked)
        stored = _stored(reader).get(mark)
        if stored is None:
            answers[asked] = [list(row) for row in look()]
            if keeps(reader):
                reader.made.answers.append(_row(reader, mark, answers[asked]))
        else:
            answers[asked] = json.loads(stored)
    return answers[asked]


def is_known(reader: Asking, question: Mapping[str, Any]) -> bool:
    """Whether the answer to a question was looked up already by a reader of this snapshot."""
    return json.dumps([FORM, question], sort_keys=True) in _answers(reader)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _row(reader: Asking, question: str, found: Rows) -> dict[str, Any]:
    """An answer as it is kept."""
    answer = json.dumps(found, separators=(",", ":"))
    own = {"programme": reader.programme_id, "revision": reader.revision, "recorded": _recorded(reader)}
    return {**own, "question": question, "answer": answer, "seal": _mark(question + answer)}


def _answers(reader: Asking) -> dict[str, Rows]:
    return reader.made.known.setdefault((reader.programme_id, reader.revision), {})  # type: ignore[no-any-return]


def _recorded(reader: Asking) -> datetime | None:
    return reader.changes[-1][0] if reader.changes else None


def _stored(reader: Asking) -> Mapping[str, str]:
    """By the mark of a question its answer, of what is kept about the reader's revision and is whole."""
    about = (reader.programme_id, reader.revision)
    if about not in reader.made.stored:
        own = and_(AMOUNTS.c.programme == reader.programme_id, AMOUNTS.c.revision == reader.revision)
        query = select(AMOUNTS.c.question, AMOUNTS.c.answer, AMOUNTS.c.seal)
        query = query.where(own, AMOUNTS.c.recorded == _recorded(reader))
        rows = reader.connection.execute(query) if keeps(reader) else ()
        reader.made.stored[about] = {
            question: answer for question, answer, seal in rows if seal == _mark(question + answer)
        }
    return reader.made.stored[about]  # type: ignore[no-any-return]
