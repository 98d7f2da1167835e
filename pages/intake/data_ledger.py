"""Ledger accounts: asked once to which budget line each belongs, listed, and forgotten again."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.ledger import forget_account, place_accounts
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.intake.books.chart_of_accounts import kept_answers
from kpi.intake.books.ledger_accounts import Account, Unmapped
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.views.read import Question
from kpi.views.sources.import_sentences import account_line
from pages.shared import elements, reads
from pages.shared.buttons import foremost
from pages.shared.visitor import somebody

LATER, OUTSIDE = "?", "-"
Do = Callable[[Callable[[Store, Person, datetime], str], Words], None]


def ask(unmapped: Sequence[Unmapped], programme: Programme, words: Words) -> None:
    """One field for each account that a file holds and nobody placed; nothing when there is none."""
    if not unmapped:
        return
    st.subheader(words("Which account belongs to which budget line?"), anchor=False)
    elements.note(words("You say this once; it holds for later files. What you leave open stays out of this import."))
    lines = _lines(programme, words.language)
    options = {LATER: words("Not yet"), **lines, OUTSIDE: words("No part of the programme")}
    chosen: dict[Account, str] = {}
    with st.form("accounts", border=False):
        for each in unmapped:
            label = elements.plain(account_line(each))
            chosen[each.account] = st.selectbox(
                label, list(options), format_func=options.__getitem__, key=f"place_{each.account.key}"
            )
        kept = st.form_submit_button(words("Keep these answers"), type=foremost(), icon=":material/check:")
    if kept:
        _keep([(account, line) for account, line in chosen.items() if line != LATER], words)


def _keep(chosen: list[tuple[Account, str]], words: Words) -> None:
    if not chosen:
        return
    answers = [(account, None if line == OUTSIDE else line) for account, line in chosen]
    try:
        place_accounts(reads.store(), somebody(), answers, at=datetime.now(UTC))
    except Refusal as refusal:
        st.warning(elements.plain(refusal.sentence(words)))
        return
    st.rerun()


def _lines(programme: Programme, language: str) -> dict[str, str]:
    return {line.id: line.title.in_(language) for budget in programme.budgets for line in budget.lines}


def answers(question: Question, do: Do) -> None:
    """Every account that was placed, each with the way back."""
    words, lines = question.words, _lines(reads.programme_of(question.revision), question.language)
    with reads.store().read(question.revision) as reader:
        held = list(kept_answers(reader))
    if not held:
        elements.note(words("No account is tied to a budget line yet."))
    for number, (account, answer, by) in enumerate(held):
        belongs = lines.get(answer.line, answer.line) if answer.line else words("no part of the programme")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"account_{number}"):
            told = words("{account}: {line} (said by {by})", account=account.name, line=belongs, by=by)
            st.markdown(elements.plain(told), width="stretch")
            label = words("Forget")
            st.button(
                label,
                key=f"forget_{number}",
                icon=":material/undo:",
                on_click=do,
                args=(_way_back(account, words), words),
            )


def _way_back(account: Account, words: Words) -> Callable[[Store, Person, datetime], str]:
    def forget(store: Store, who: Person, at: datetime) -> str:
        forget_account(store, who, account, at=at)
        return words("Account {account} is asked for again with the next file.", account=account.name)

    return forget
