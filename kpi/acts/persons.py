"""Erasing one person from everything that was recorded, also from earlier revisions, kept copies and the log."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from kpi.access import Act, Person, permit
from kpi.acts.given_texts import NoReason
from kpi.errors import Refusal, unwritable
from kpi.facts.audit_log import AuditEntry
from kpi.facts.erasure.erased_lists import lists_of_erased, read_list, write_list
from kpi.facts.erasure.erased_names import ErasedName, Eraser, erased_names, next_number
from kpi.facts.erasure.erasing import Erased
from kpi.facts.store import Store
from kpi.files import Unwritten
from kpi.intake import raw_files
from kpi.language import N_
from kpi.settings import settings

WHY_ERASED = N_("Say why: an erasure is kept with its reason.")


class NoPlaceForList(Refusal):
    """A name was to be erased, and there is no place for the list by which an older backup is erased again."""

    template = N_(
        "Name a folder in SMARTHUB_BACKUPS first: there the list is kept by which an older backup is erased again when "
        "it is put back. Nothing was erased."
    )


class OwnName(Refusal):
    """Somebody was to erase themselves, who would stand in the log as the one who did it."""

    template = N_("This is your own name or address; let another admin do it. Nothing was erased.")


@dataclass(frozen=True, slots=True)
class ErasureAsked:
    """A person to be erased: each spelling of a name, address or number; why; and whether from submitted reports."""

    names: tuple[str, ...]
    reason: str
    frozen: bool = False


def look_for(store: Store, who: Person, asked: ErasureAsked, *, at: datetime) -> Erased:
    """Say where a person stands, and change nothing. Raises NotAllowed, ShortName and OwnName."""
    permit(store, who, Act.MAINTAIN, at=at, about="look for a person")
    names = _marked(store, who, asked, lists_of_erased(store.address))
    return store.erase(Eraser(names), AuditEntry(at, who.by, Act.MAINTAIN), frozen=asked.frozen, first=None)


def erase(store: Store, who: Person, asked: ErasureAsked, *, at: datetime) -> Erased:
    """Erase a person from everything, for good; files as they were given go as well, for nobody can look in them.

    Raises NotAllowed, NoReason, ShortName, OwnName, NoPlaceForList and UnwritableFile.
    """
    permit(store, who, Act.MAINTAIN, at=at, about="erase a person")
    reason = NoReason.check(asked.reason, WHY_ERASED)
    lists = lists_of_erased(store.address)
    if not lists:
        raise NoPlaceForList
    names = _marked(store, who, asked, lists)
    entry = AuditEntry(at, who.by, Act.MAINTAIN, before=reason)
    try:
        done = store.erase(Eraser(names), entry, frozen=asked.frozen, first=partial(write_list, lists, names))
    except Unwritten as error:
        raise unwritable(error) from None
    raw_files.clear(store, raw_files.every(settings().raw_files), by=who.by, at=at)
    store.wipe(by=who.by, at=at)
    return done


def _marked(store: Store, who: Person, asked: ErasureAsked, lists: Sequence[Path]) -> tuple[ErasedName, ...]:
    known = [name.mark for name in read_list(lists)]
    first = next_number([*known, *(erasure.marks for erasure in store.erasures())])
    names = erased_names(store.programme_id, asked.names, first, secrets.token_hex(16))
    if Eraser(names).text(who.by) != who.by:
        raise OwnName
    return names
