"""A change of the programme before and while it is made: its effect, its reason, its history, and the way back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.effects import Effects, Rehearsal, effects
from kpi.acts.exports import export_programme
from kpi.acts.programme import propose_changes, set_programme
from kpi.errors import Refusal
from kpi.facts.decisions.programme_changes import DecisionChange
from kpi.facts.proposal import Decision
from kpi.facts.store import Store
from kpi.language import Said, Words
from kpi.programme.drafting import Draft, withdrawn
from kpi.programme.loading import SettingsRefused
from kpi.programme.plan import Programme
from kpi.sentences import listed, say
from kpi.server import installation
from kpi.views.comparison import compare
from kpi.views.promised import changes_log
from pages.shared import elements
from pages.shared.buttons import download, foremost
from pages.shared.doing import do, making
from pages.shared.remembered import remembered
from pages.shared.screen import Screen, current, programme_of, state
from pages.shared.setting_form import PLACE, again, key
from pages.shared.spoken import plain
from pages.shared.visitor import somebody

Changes = tuple[tuple[str, str | None], ...]


def programme(words: Words) -> Programme:
    """The programme in force; when the settings don't fit its file any more, the file's own with the reason."""
    try:
        return programme_of(current().revision)
    except SettingsRefused as refused:
        st.warning(plain(refused.sentence(words)), icon=":material/block:")
        return installation.filed()


def part(titles: Mapping[str, str], key: str, words: Words) -> str:
    """Choose what to set, by its title; the first to begin with. The choice stands in the link."""
    chosen: str = st.segmented_control(
        words("Set"),
        list(titles),
        default=next(iter(titles)),
        required=True,
        key=key,
        bind="query-params",
        format_func=lambda choice: words(titles[choice]),
        label_visibility="collapsed",
    )
    return chosen


def change(
    drafts: Sequence[Draft], programme: Programme, screen: Screen, kinds: Sequence[str], *, about: str = ""
) -> None:
    """A change of the programme: what is given back or filled in, its effect, and what was set of these kinds before.

    ``about``: the indicator of which the reason is shown too.
    """
    steps = changes_log.of_kinds(screen.read(changes_log.READ), *kinds)
    back = _give_back(changes_log.keys_held(steps), programme, screen.words, kinds)
    _offer(withdrawn(back) or drafts, screen, about)
    _history(steps, programme, screen.words)
    _export(screen)


def _offer(drafts: Sequence[Draft], screen: Screen, about: str) -> None:
    """Show the effects of the drafts, and offer to record them with a reason; without drafts explain how to begin."""
    words = screen.words
    st.header(words("What this does"), anchor=False)
    if not drafts:
        st.caption(words("Change something above to see here what it does, before you record it."))
        return
    changes: Changes = tuple((draft.key, draft.value) for draft in drafts)
    try:
        change = _effects(changes, screen)
    except Refusal as refused:
        st.warning(plain(refused.sentence(words)), icon=":material/block:")
        return
    if change is None:
        st.caption(words("The figures are there again as soon as this is recorded."))
    else:
        _show(change, words, about)
    reason = st.text_input(words("Reason"), key="setting_reason", max_chars=300)
    st.button(
        words("Record"),
        type=foremost(),
        key="setting_record",
        icon=":material/check:",
        disabled=not reason.strip(),
        on_click=_record,
        args=(changes,),
    )


def _effects(changes: Changes, screen: Screen) -> Effects | None:
    """The effects of the changes; None while an earlier setting that no longer fits leaves no figures to compare."""
    question, made = screen.question, [Decision(key, value, "") for key, value in changes]
    propose_changes(installation.store(), screen.who, made, at=datetime.now(UTC))
    try:
        programme_of(question.revision)
    except SettingsRefused:
        return None
    return _worked_out(*state(question.revision), question.as_of, question.plan_year, changes)


@remembered(32)
def _worked_out(
    database: str, fingerprint: str, revision: int, as_of: date, plan_year: str, changes: Changes
) -> Effects:
    made = [Decision(key, value, "") for key, value in changes]
    who, at = somebody(), datetime.now(UTC)
    proposal = propose_changes(installation.store(), who, made, at=at)
    return effects(installation.store(), who, Rehearsal(proposal, as_of, plan_year), at=at)


def _show(change: Effects, words: Words, about: str) -> None:
    plan = installation.filed()
    both = compare.compare(change.before, change.after, supposed=True)
    st.markdown(f"**{plain(compare.headline(both))}**")
    for label, picture in ((words("Now"), change.before), (words("With this change"), change.after)):
        if about:
            elements.sentences(listed((label, picture.indicator(about).explanation), ": "))
    if both.moved:
        elements.figures(compare.indicators_table(both, plan), words("What this does"))
    if any(amount.difference for amount in both.money):
        elements.figures(compare.money_table(both), words("Amounts"))


def _record(changes: Changes) -> None:
    reason = str(st.session_state.get("setting_reason") or "")
    made = [Decision(key, value, reason.strip()) for key, value in changes]

    def act(store: Store, who: Person, at: datetime) -> Said:
        revision = set_programme(store, who, made, at=at)
        again()
        return say("Recorded as revision {revision}. The figures are up to date.", revision=revision.number)

    do(act, PLACE)


def _give_back(keys: Sequence[str], programme: Programme, words: Words, kinds: Sequence[str]) -> list[str]:
    """The settings that the editor gives back for those of the programme file."""
    if not keys:
        return []
    return st.multiselect(
        words("Back to the programme file"),
        keys,
        key=key("back", *kinds),
        format_func=lambda subject: words.say(changes_log.subject(subject, programme)),
        placeholder=words("Choose what goes back"),
    )


def _history(steps: Sequence[DecisionChange], programme: Programme, words: Words) -> None:
    st.header(words("What was set before"), anchor=False)
    if steps:
        elements.grid(changes_log.log_table(steps, programme), key="setting_history")
    else:
        st.caption(words("Nothing has been set by hand yet: everything is as the programme file has it."))


def _export(screen: Screen) -> None:
    """The programme in force as a file, made when it is asked for."""
    download(
        screen.words("Download the programme file in force"),
        making(export_programme, screen.who),
        f"{installation.filed().id}.toml",
        key="setting_export",
        mime="application/toml",
    )
