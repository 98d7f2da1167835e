"""Ledger accounts: asked once to which budget line each belongs, listed, and forgotten again."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.payments import forget_account, place_accounts
from kpi.facts.decisions.decision_kinds import LedgerAccountLine
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.store import Store
from kpi.intake.books.bookings import Account, Unmapped
from kpi.language import Said, Words
from kpi.programme.plan import Programme
from kpi.sentences import say
from kpi.server import installation
from kpi.views.sources.import_sentences import account_line
from kpi.views.value_words import author
from pages.intake.data_files import UPKEEP
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import do, doing, told
from pages.shared.screen import Screen
from pages.shared.spoken import plain

LATER, OUTSIDE = "?", "-"
ACCOUNTS = "accounts"


def ask(unmapped: Sequence[Unmapped], programme: Programme, words: Words) -> None:
    """A field for each account in a file that nobody placed yet; nothing when there is none."""
    if not unmapped:
        return
    st.header(words("Which account belongs to which budget line?"), anchor=False)
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


def answers(screen: Screen) -> None:
    """Every account that was placed, and the button that forgets it."""
    words, lines = screen.words, _lines(screen.programme, screen.words.language)
    with installation.store().read(screen.question.revision) as reader:
        placed = list(decisions(reader, LedgerAccountLine))
    if not placed:
        elements.note(words("No account is tied to a budget line yet."))
    for number, made in enumerate(placed):
        account, line = Account(made.decision.account, made.decision.centre), made.decision.line
        belongs = lines.get(line, line) if line else words("no part of the programme")
        with elements.row(f"account_{number}", "center"):
            sentence = words("{account}: {line} (said by {by})", account=account.name, line=belongs, by=author(made.by))
            st.markdown(plain(sentence), width="stretch")
            again = say("Account {account} is asked for again with the next file.", account=account.name)
            act = (doing(forget_account, account, told=again), UPKEEP)
            st.button(words("Forget"), key=f"forget_{number}", icon=":material/undo:", on_click=do, args=act)
