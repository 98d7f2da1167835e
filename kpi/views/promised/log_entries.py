"""What an entry of the audit log says was changed, in words; the exported log keeps it exactly as it was recorded."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.access import ROLE_NAMES, Role
from kpi.language import N_, Words
from kpi.programme.plan import Programme
from kpi.programme.set_by_hand import PREFIX
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


def about_told(about: str, words: Words) -> str:
    """What an entry is about; a revision by its number in the user's language."""
    return REVISION.sub(lambda found: words("revision {number}", number=found[1]), about)


def value_told(value: str | None, programme: Programme, words: Words) -> str:
    """From what, or to what: *field: value*, one after the other. Empty where nothing was; else never empty."""
    if not value:
        return ""
    if value in set(Role):
        return words(ROLE_NAMES[Role(value)])
    found = _read(value)
    if not isinstance(found, dict):
        return about_told(value, words)
    return "; ".join(_part(key, part, programme, words) for key, part in found.items())


def _part(key: str, value: Any, programme: Programme, words: Words) -> str:  # noqa: ANN401 - whatever was recorded
    if key.startswith(PREFIX):
        held = value if value is None or isinstance(value, str) else json.dumps(value)
        return f"{changes_log.subject(key, programme, words)}: {changes_log.told(key, held, programme, words)}"
    kind, *names = key.split("/")
    title = words(KINDS[kind]) if kind in KINDS else kind
    subject = " ".join([title, *(_name(one, programme, words) for one in names)])
    return f"{subject}: {_told(_read(value), programme, words)}"


def _told(value: Any, programme: Programme, words: Words) -> str:  # noqa: ANN401 - whatever was recorded
    if isinstance(value, Mapping):
        if len(value) > MOST:
            return words.plural("{n} value", "{n} values", len(value))
        return ", ".join(_field(name, one, programme, words) for name, one in value.items()) or "–"
    if isinstance(value, list):
        return ", ".join(_told(one, programme, words) for one in value) or "–"
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    return words.number(value) if isinstance(value, int) else _name(str(value), programme, words)


def _field(name: str, value: Any, programme: Programme, words: Words) -> str:  # noqa: ANN401 - whatever was recorded
    if name == "cents" and isinstance(value, int):
        return f"{words(FIELDS[name])} {words.money(Decimal(value) / 100)}"
    label = words(FIELDS[name]) if name in FIELDS else _name(name, programme, words)
    return f"{label} {_told(value, programme, words)}"


def _name(text: str, programme: Programme, words: Words) -> str:
    """What an id or a day of the programme is called; any other text as it is."""
    titles = {one.id: one.title.in_(words.language) for one in programme.indicators}
    titles |= {one.id: one.title.in_(words.language) for one in programme.budget_lines()}
    if text in titles:
        return titles[text]
    if text in programme.sheets:
        return sheet_word(programme, text)
    try:
        return words.short_date(date.fromisoformat(text)) if len(text) == len("2018-06-30") else text
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
