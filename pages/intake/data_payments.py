"""Bank statements that were dropped: each payment with the pledge that it probably settles; a person confirms."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.payments import confirm_payments
from kpi.facts.store import Store
from kpi.intake.books.bank_statement import read_statements
from kpi.intake.books.pledge_payments import Match, Pledge, already_confirmed, matches, pledges
from kpi.intake.problems import file_problem
from kpi.intake.unreadable import FileRefused
from kpi.language import Said, Words
from kpi.sentences import listed, say
from kpi.server import installation
from kpi.views.sources import import_sentences
from pages.intake import data_files
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import do
from pages.shared.screen import Screen
from pages.shared.spoken import plain, spoken

NOT_ONE = ""
SHOWN, LISTED = 60, 200
File = tuple[str, bytes]


def ask(statements: Sequence[File], screen: Screen) -> None:
    """The payments of the statements that nobody confirmed yet, each once."""
    words = screen.words
    try:
        statement = read_statements(statements)
    except FileRefused as refused:
        st.warning(plain(file_problem(refused.fault, refused.file).message), icon=":material/block:")
        return
    with installation.store().read(screen.question.revision) as reader:
        pairs, known = matches(reader, statement.payments), pledges(reader)
        left_out = (*statement.left_out, *already_confirmed(reader, statement.payments))
    st.header(words("Payments in {file}", file=words.say(listed([name for name, _ in statements]))), anchor=False)
    if left_out:
        title = say.plural("{n} entry is no payment", "{n} entries are no payments", len(left_out))
        with st.expander(words.say(title), icon=":material/filter_list:"):
            elements.note(*(words.say(import_sentences.left_out_line(each)) for each in left_out[:LISTED]))
    worth = sorted(
        (each for each in pairs if each.offered), key=lambda each: (each.pledge is None, each.payment.number)
    )
    if not worth:
        elements.note(words("No payment in this statement looks like one for a pledge that is open."))
        return
    others = len(pairs) - len(worth)
    told_before = any(each.told_before for each in worth)
    elements.note(
        words(
            "Choose for each payment which pledge it settles; what looks certain is filled in. "
            "Nothing is stored before you confirm."
        ),
        words("{n} other payments look like none.", n=words.number(others)) if others else "",
        words("A payment that two statements tell counts once; choose a pledge for it where it is another payment.")
        if told_before
        else "",
    )
    _form(statements, worth[:SHOWN], known, words)


def _form(statements: Sequence[File], worth: Sequence[Match], known: Sequence[Pledge], words: Words) -> None:
    titles = {pledge.key: pledge.title for pledge in known}

    def confirm(store: Store, who: Person, at: datetime) -> Said:
        chosen = [(each.payment.number, str(st.session_state[_field(each)])) for each in worth]
        confirmed = [(number, key) for number, key in chosen if key != NOT_ONE]
        if not confirmed:
            return ""
        revision = confirm_payments(store, who, statements, confirmed, at=at)
        data_files.empty()
        return say.plural(
            "{n} payment recorded as received, as revision {revision}.",
            "{n} payments recorded as received, as revision {revision}.",
            len(confirmed),
            revision=revision.number,
        )

    with st.form("payments", border=False):
        for each in worth:
            options = [NOT_ONE, *(pledge.key for pledge in each.offered)]
            shown = {NOT_ONE: words("No pledge"), **titles}
            st.selectbox(
                plain(import_sentences.payment_line(each)),
                options,
                index=options.index(each.pledge.key) if each.pledge else 0,
                format_func=shown.__getitem__,
                key=_field(each),
                help=spoken(import_sentences.why_matched(each)) or None,
            )
        st.form_submit_button(
            words("Confirm these payments"),
            type=foremost(),
            icon=":material/check:",
            on_click=do,
            args=(confirm, data_files.FIGURES),
        )


def _field(each: Match) -> str:
    return f"pay_{each.payment.id}"
