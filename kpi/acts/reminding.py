"""Asking for sheets: the address book by role, and the mails to who is late or due, which a person sends."""

from dataclasses import dataclass
from datetime import date, datetime

from kpi.access import Act, Person, exported, permit
from kpi.acts.exports import CurrentRowsAsked, export_rows
from kpi.documents.mail_draft import MailDraft, write
from kpi.errors import Refusal
from kpi.facts.address_book import Address
from kpi.facts.measuring.fact_dates import checked
from kpi.facts.store import Store
from kpi.language import N_, Said, words_of
from kpi.personal_forms import EMAIL
from kpi.programme.plan import Programme
from kpi.views.sources.freshness import SourceAge, freshness
from kpi.views.sources.owners import owners
from kpi.views.sources.reminders import Asked, asked_of, body, kept_by_nobody, subject


class NoAddress(Refusal):
    """Something was to be kept as an e-mail address that is none."""

    template = N_("“{given}” is no e-mail address; write it as name@example.org.")


class NobodyKnown(Refusal):
    """The address of a role was to be wiped that nobody holds."""

    template = N_("Nobody stands in the address book as {role}.")


class UnknownRole(Refusal):
    """An address was to be kept of, or a mail made to, a role that isn't asked for anything."""

    template = N_("Nothing is asked of “{given}”: that role keeps no sheet, or all of its sheets are up to date.")


@dataclass(frozen=True, slots=True)
class Reminders:
    """What is asked on a day: by role with its mail, and the sentence on sheets that nobody keeps."""

    drafts: tuple[tuple[Asked, MailDraft], ...]
    nobodys: Said


@dataclass(frozen=True, slots=True)
class MailAsked:
    """The role that a mail goes to, the day on which it is asked for, and the mail's language."""

    role: str
    on: date
    language: str


def address_book(store: Store, who: Person, *, at: datetime) -> tuple[Address, ...]:
    """Return who holds which role. Raises NotAllowed."""
    permit(store, who, Act.REMIND, at=at)
    return store.addresses()


def keep_address(store: Store, who: Person, address: Address, *, at: datetime) -> None:
    """Keep who holds a role of the programme, instead of who did. Raises NotAllowed, NoAddress and UnknownRole."""
    permit(store, who, Act.REMIND, at=at, about=address.role)
    email = address.email.strip()
    if not (EMAIL.fullmatch(email) and email.isascii()):
        raise NoAddress(given=address.email)
    if address.role not in [role.nl for role in owners(store.filed)]:
        raise UnknownRole(given=address.role)
    store.keep_address(Address(address.role, " ".join(address.name.split()), email), by=who.by, at=at)


def forget_address(store: Store, who: Person, role: str, *, at: datetime) -> None:
    """Wipe who holds a role. Raises NotAllowed and NobodyKnown."""
    permit(store, who, Act.REMIND, at=at, about=role)
    if role not in [address.role for address in store.addresses()]:
        raise NobodyKnown(role=role)
    store.forget_address(role, by=who.by, at=at)


def reminders(store: Store, who: Person, on: date, language: str, *, at: datetime) -> Reminders:
    """Return what is asked of whom on a day, with a mail for each. Raises NotAllowed."""
    permit(store, who, Act.REMIND, at=at)
    programme, ages = _ages(store, on)
    held = {address.role: address for address in store.addresses()}
    drafts = [
        (asked, _draft(programme, asked, held.get(asked.role.nl), on, language))
        for asked in asked_of(programme, ages, on)
    ]
    return Reminders(tuple(drafts), kept_by_nobody(ages, on))


def reminder_mail(store: Store, who: Person, wish: MailAsked, *, at: datetime) -> bytes:
    """Give the mail to a role as a file, the role's current rows attached. Raises NotAllowed and UnknownRole."""
    exported(store, who, Act.REMIND, at=at, about=wish.role)
    found = {
        asked.role.nl: (asked, draft) for asked, draft in reminders(store, who, wish.on, wish.language, at=at).drafts
    }
    if wish.role not in found:
        raise UnknownRole(given=wish.role)
    asked, draft = found[wish.role]
    rows = export_rows(store, who, CurrentRowsAsked(asked.kept, wish.language), at=at)
    name = f"{words_of(wish.language).say(asked.role)} {wish.on.isoformat()}.xlsx"
    return write(draft, [(name, rows)], at)


def _ages(store: Store, on: date) -> tuple[Programme, tuple[SourceAge, ...]]:
    """The programme in force, and the age of its sheets by what was known at the end of a day."""
    known = [revision for revision in store.revisions() if revision.at.date() <= on]
    with store.read() as reader:
        said = {register: day for register, day in checked(reader).items() if day <= on}
        return reader.programme, freshness(reader.programme, known, said, on)


def _draft(programme: Programme, asked: Asked, held: Address | None, on: date, language: str) -> MailDraft:
    words = words_of(language)
    name, email = (held.name, held.email) if held else ("", "")
    paragraphs = [words.say(each) for each in body(programme, asked, name, on)]
    return MailDraft(name, email, words.say(subject(programme, asked)), paragraphs)
