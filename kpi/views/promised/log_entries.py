"""What an entry of the audit log says was changed, in words; the exported log keeps it exactly as it was recorded."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.access import ROLE_NAMES, Role
from kpi.language import N_
from kpi.programme.plan import Programme
from kpi.programme.set_by_hand import PREFIX
from kpi.sentences import Said, listed, say
from kpi.views.promised import changes_log
from kpi.views.sources.row_table import sheet_word

KINDS: dict[str, str] = {
    "accepted": N_("Accepted deviation"),
    "alias": N_("One name for another"),
    "distinct": N_("Different names"),
    "blank": N_("Empty cells"),
    "corrected": N_("Corrected row"),
    "frozen": N_("Submitted report"),
    "ledger": N_("Account"),
    "mapping": N_("Columns"),
    "minutes": N_("Kept entry"),
    "payment": N_("Payment"),
    "report": N_("Text in the account"),
    "update": N_("Text in the update"),
    "written": N_("Rows written"),
    "retired": N_("Rows lapsed"),
}
"""Families of decisions by the first part of their key, and the two kinds of counts."""
FIELDS: dict[str, str] = {
    "about": N_("about"),
    "account": N_("account"),
    "as_of": N_("reference date"),
    "before": N_("before"),
    "by": N_("by"),
    "cents": N_("amount"),
    "centre": N_("cost centre"),
    "columns": N_("columns"),
    "day": N_("day"),
    "decisions": N_("decisions"),
    "figures": N_("figures"),
    "files": N_("files"),
    "form": N_("compared as"),
    "headers": N_("column names"),
    "instead_of": N_("instead of"),
    "key": N_("row"),
    "language": N_("language"),
    "line": N_("budget line"),
    "name": N_("name"),
    "names": N_("names"),
    "of": N_("is the same as"),
    "on": N_("on"),
    "organisation": N_("organisation"),
    "plan_year": N_("plan year"),
    "programme": N_("programme"),
    "register": N_("sheet"),
    "retired": N_("lapsed"),
    "revision": N_("revision"),
    "stands_for": N_("counts as"),
    "text": N_("text"),
    "texts": N_("texts"),
    "until": N_("up to and including"),
}
"""Fields of what is decided."""
MOST = 6
"""So many values are told one by one; more are counted."""
REVISION = re.compile(r"\brevision (\d+)")


def about_told(about: str) -> Said:
    """What an entry is about; a revision by its number in the user's language."""
    pieces = REVISION.split(about)
    return listed((say("revision {number}", number=piece) if at % 2 else piece for at, piece in enumerate(pieces)), "")


def value_told(value: str | None, programme: Programme) -> Said:
    """From what, or to what: *field: value*, one after the other. Empty where nothing was; else never empty."""
    if not value:
        return ""
    if value in set(Role):
        return say(ROLE_NAMES[Role(value)])
    found = _read(value)
    if not isinstance(found, dict):
        return about_told(value)
    return listed((_part(key, part, programme) for key, part in found.items()), "; ")


def _part(key: str, value: Any, programme: Programme) -> Said:  # noqa: ANN401 - whatever was recorded
    if key.startswith(PREFIX):
        held = value if value is None or isinstance(value, str) else json.dumps(value)
        return listed((changes_log.subject(key, programme), changes_log.told(key, held, programme)), ": ")
    kind, *names = key.split("/")
    title = say(KINDS[kind]) if kind in KINDS else kind
    subject = listed([title, *(_name(name, programme) for name in names)], " ")
    return listed((subject, _told(_read(value), programme)), ": ")


def _told(value: Any, programme: Programme) -> Said:  # noqa: ANN401 - whatever was recorded
    if isinstance(value, Mapping):
        if len(value) > MOST:
            return say.plural("{n} value", "{n} values", len(value))
        return listed([_field(name, part, programme) for name, part in value.items()] or ["–"])
    if isinstance(value, list):
        return listed([_told(part, programme) for part in value] or ["–"])
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return say.number(value) if isinstance(value, int) else _name(str(value), programme)


def _field(name: str, value: Any, programme: Programme) -> Said:  # noqa: ANN401 - whatever was recorded
    if name == "cents" and isinstance(value, int):
        return listed((say(FIELDS[name]), say.money(Decimal(value) / 100)), " ")
    label = say(FIELDS[name]) if name in FIELDS else _name(name, programme)
    return listed((label, _told(value, programme)), " ")


def _name(text: str, programme: Programme) -> Said:
    """What an id or a day of the programme is called; any other text as it is."""
    titles = {one.id: one.title for one in programme.indicators}
    titles |= {one.id: one.title for one in programme.budget_lines()}
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
