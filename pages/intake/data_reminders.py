"""Who must send what: by role what is late or due with a mail that is ready, and the address book."""

from datetime import UTC, date, datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.reminding import MailAsked, address_book, forget_address, keep_address, reminder_mail, reminders
from kpi.documents.mail_draft import MailDraft
from kpi.facts.address_book import Address
from kpi.facts.store import Store
from kpi.language import Said, Words
from kpi.programme.vocabulary import Text
from kpi.sentences import say
from kpi.server import installation
from kpi.views.sources.owners import owners
from kpi.views.sources.reminders import Asked, address_table, asked_line, reminder_file
from pages.intake.data_files import UPKEEP
from pages.shared import elements
from pages.shared.buttons import download
from pages.shared.doing import do, making
from pages.shared.screen import Screen
from pages.shared.spoken import plain


def draw(screen: Screen) -> None:
    """The mails that are ready, a row for each role; then the address book with the fields to keep it."""
    words, today = screen.words, date.today()  # noqa: DTZ011 - here today is an input
    found = reminders(installation.store(), screen.who, today, words.language, at=datetime.now(UTC))
    if not found.drafts:
        elements.note(words("No sheet is overdue, and none is due soon: nobody needs to be asked for anything."))
    if found.nobodys:
        elements.note(words.say(found.nobodys))
    for asked, draft in found.drafts:
        _mail(asked, draft, today, screen)
    _address_book(screen)


def _mail(asked: Asked, draft: MailDraft, today: date, screen: Screen) -> None:
    """One role: what it is asked for, its mail as a file, and the same mail to be copied."""
    words, role = screen.words, asked.role
    with elements.row(f"remind_{role.nl}", "center"):
        st.markdown(plain(words.say(asked_line(asked, draft.name))), width="stretch")
        made = making(reminder_mail, screen.who, MailAsked(role.nl, today, words.language))
        name = reminder_file(role, today, words)
        download(words("Download the mail"), made, name, key=f"mail_{role.nl}", icon=":material/outgoing_mail:")
        with st.popover(words("Copy the text"), icon=":material/content_copy:", type="tertiary", width="content"):
            for part in filter(None, (draft.email, draft.subject, draft.text)):
                st.code(part, language=None, wrap_lines=True, width=520)


def _address_book(screen: Screen) -> None:
    """Who holds which role, and the fields to keep or erase one of them."""
    words, roles = screen.words, owners(screen.programme)
    kept = address_book(installation.store(), screen.who, at=datetime.now(UTC))
    elements.section(words("Address book"), address_table(screen.programme, kept))
    elements.note(words("Only editors and admins see the address book; it goes into no export, report or backup."))
    known = {role.nl: role for role in roles}
    choices = list(dict.fromkeys([*known, *(address.role for address in kept)]))
    with elements.row("address_row"):
        st.selectbox(words("Role"), choices, format_func=lambda role: _told(known.get(role), role, words),
                     key="address_role", width=240)  # fmt: skip
        st.text_input(words("Name"), key="address_name", width=220)
        st.text_input(words("E-mail address"), key="address_email", width=260)
        st.button(words("Keep this address"), key="address_keep", on_click=do, args=(_keep, UPKEEP))
        if kept:
            icon = ":material/delete:"
            st.button(words("Erase it"), key="address_erase", icon=icon, on_click=do, args=(_erase, UPKEEP))


def _told(role: Text | None, name: str, words: Words) -> str:
    return words.say(role) if role else name


def _keep(store: Store, who: Person, at: datetime) -> Said:
    role = str(st.session_state["address_role"])
    given = Address(role, str(st.session_state["address_name"]), str(st.session_state["address_email"]))
    keep_address(store, who, given, at=at)
    st.session_state["address_name"] = st.session_state["address_email"] = ""
    return say("Kept: reminders for {role} go to this address.", role=role)


def _erase(store: Store, who: Person, at: datetime) -> Said:
    role = str(st.session_state["address_role"])
    forget_address(store, who, role, at=at)
    return say("Name and address of {role} were erased.", role=role)
