"""Ledger accounts: asked once to which budget line each belongs, listed, and forgotten again."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.ledger import forget_account, place_accounts
from kpi.facts.decisions.decision_kinds import LedgerAccountLine
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.store import Store
from kpi.intake.books.bookings import Account, Unmapped
from kpi.language import Said, Words
from kpi.programme.plan import Programme
from kpi.sentences import say
from kpi.views.read import Question
from kpi.views.sources.import_sentences import account_line
from pages.intake.data_files import UPKEEP
from pages.shared import elements, installation
from pages.shared.buttons import foremost
from pages.shared.doing import Doing, do, told
from pages.shared.screen import programme_of
from pages.shared.spoken import plain

LATER, OUTSIDE = "?", "-"
ACCOUNTS = "accounts"


def ask(unmapped: Sequence[Unmapped], programme: Programme, words: Words) -> None:
    """A field for each account in a file that nobody placed yet; nothing when there is none."""
    if not unmapped:
        return
    st.subheader(words("Which account belongs to which budget line?"), anchor=False)
    elements.note(words("You say this once; it holds for later files. What you leave open stays out of this import."))
    lines = _lines(programme, words.language)
    options = {LATER: words("Not yet"), **lines, OUTSIDE: words("No part of the programme")}

    def keep(store: Store, who: Person, at: datetime) -> Said:
        chosen = [(each.account, str(st.session_state[_field(each)])) for each in unmapped]
        answers = [(account, None if line == OUTSIDE else line) for account, line in chosen if line != LATER]
        if answers:
            place_accounts(store, who, answers, at=at)
        return ""

    told(ACCOUNTS)
    with st.form("accounts", border=False):
        for each in unmapped:
            label = plain(account_line(each))
            st.selectbox(label, list(options), format_func=options.__getitem__, key=_field(each))
        st.form_submit_button(
            words("Keep these answers"), type=foremost(), icon=":material/check:", on_click=do, args=(keep, ACCOUNTS)
        )


def _field(each: Unmapped) -> str:
    return f"place_{each.account.key}"


def _lines(programme: Programme, language: str) -> dict[str, str]:
    return {line.id: line.title.in_(language) for budget in programme.budgets for line in budget.lines}


def answers(question: Question) -> None:
    """Every account that was placed, and the button that forgets it."""
    words, lines = question.words, _lines(programme_of(question.revision), question.language)
    with installation.store().read(question.revision) as reader:
        placed = list(decisions(reader, LedgerAccountLine))
    if not placed:
        elements.note(words("No account is tied to a budget line yet."))
    for number, made in enumerate(placed):
        account, line = Account(made.decision.account, made.decision.centre), made.decision.line
        belongs = lines.get(line, line) if line else words("no part of the programme")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"account_{number}"):
            sentence = words("{account}: {line} (said by {by})", account=account.name, line=belongs, by=made.by)
            st.markdown(plain(sentence), width="stretch")
            label = words("Forget")
            st.button(
                label, key=f"forget_{number}", icon=":material/undo:", on_click=do, args=(_way_back(account), UPKEEP)
            )


def _way_back(account: Account) -> Doing:
    def forget(store: Store, who: Person, at: datetime) -> Said:
        forget_account(store, who, account, at=at)
        return say("Account {account} is asked for again with the next file.", account=account.name)

    return forget
