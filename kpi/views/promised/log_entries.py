"""Changes in an entry of the audit log, in words; the exported log keeps them exactly as they were recorded."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.facts.decisions.decision_kinds import kind_of
from kpi.programme.plan import PREFIX, Programme
from kpi.rights import ROLE_NAMES, Role
from kpi.sentences import Said, listed, say, yes_no
from kpi.views.promised import changes_log
from kpi.views.value_words import sheet_word

COUNTED: Mapping[str, Said] = {"written": say("Rows written"), "retired": say("Rows lapsed")}
"""The counts of a revision, by the first part of their key."""
COUNTS: Mapping[str, Said] = {"decisions": say("decisions")}
"""What is counted beside the rows of the registers."""
MOST = 6
"""So many values are told one by one; more are counted."""
REVISION = re.compile(r"\brevision (\d+)")


def about_told(about: str) -> Said:
    """The subject of an entry; a revision by its number in the user's language."""
    pieces = REVISION.split(about)
    return listed(
        (say("revision {number}", number=piece) if index % 2 else piece for index, piece in enumerate(pieces)), ""
    )


def value_told(value: str | None, programme: Programme) -> Said:
    """A recorded value in words: *field: value*, one after the other; empty only when there is no value."""
    if not value:
        return ""
    if value in set(Role):
        return say(ROLE_NAMES[Role(value)])
    recorded = _read(value)
    if not isinstance(recorded, dict):
        return about_told(value)
    return listed((_part(key, part, programme) for key, part in recorded.items()), "; ")


def _part(key: str, value: Any, programme: Programme) -> Said:  # noqa: ANN401 - whatever was recorded
    if key.startswith(PREFIX):
        text = value if value is None or isinstance(value, str) else json.dumps(value)
        return listed((changes_log.subject(key, programme), changes_log.told(key, text, programme)), ": ")
    kind, first, *names = kind_of(key), *key.split("/")
    title = kind.title if kind else COUNTED.get(first, first)
    subject = listed([title, *(_name(name, programme) for name in names)], " ")
    return listed((subject, _told(_read(value), kind.labels() if kind else COUNTS, programme)), ": ")


def _told(value: Any, labels: Mapping[str, Said], programme: Programme) -> Said:  # noqa: ANN401 - whatever was recorded
    if isinstance(value, Mapping):
        if len(value) > MOST:
            return say.plural("{n} value", "{n} values", len(value))
        return listed([_field(name, part, labels, programme) for name, part in value.items()] or ["–"])
    if isinstance(value, list):
        return listed([_told(part, labels, programme) for part in value] or ["–"])
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return yes_no(value=value)
    return say.number(value) if isinstance(value, int) else _name(str(value), programme)


def _field(name: str, value: Any, labels: Mapping[str, Said], programme: Programme) -> Said:  # noqa: ANN401 - whatever was recorded
    label = labels[name] if name in labels else _name(name, programme)
    if name == "cents" and isinstance(value, int):
        return listed((label, say.money(Decimal(value) / 100)), " ")
    return listed((label, _told(value, labels, programme)), " ")


def _name(text: str, programme: Programme) -> Said:
    """The title of an id, or a day written out; any other text as it is."""
    titles = {part.id: part.title for part in programme.indicators}
    titles |= {part.id: part.title for part in programme.budget_lines()}
    if text in titles:
        return titles[text]
    if text in programme.sheets:
        return sheet_word(programme, text)
    try:
        return say.short_date(date.fromisoformat(text)) if len(text) == len("2018-06-30") else text
    except ValueError:
        return text


def _read(value: Any) -> Any:  # noqa: ANN401 - whatever was recorded
    """The value that a text holds as JSON, or the text itself."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
