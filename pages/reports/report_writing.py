"""The editor of the account: a place to write each text, with the figures that it explains."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.report_texts import AccountTexts, write_texts
from kpi.documents.markdown import LONGEST, MarkdownText, Run, read
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import N_, Said, Words
from kpi.report.account import Outline
from kpi.report.account_sentences import place_line
from kpi.report.account_texts import DECLARATIONS, SIGNING
from kpi.report.text_places import TextPlace
from kpi.sentences import listed, say
from kpi.views.read import Question
from kpi.views.table import table
from pages.reports import report_reading
from pages.reports.report_reading import PLACE
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import Doing, do
from pages.shared.spoken import plain

HEIGHT = 280


class NobodySigns(Refusal):
    """A declaration was to be given without the name of who gives it."""

    template = N_("Fill in who signs before you give a declaration.")


def editor(places: Sequence[TextPlace], question: Question) -> None:
    """Choose a text, see the figures that it is about, write it, and see how it will read."""
    words = question.words
    by_name = {place.name: place for place in places}
    first = next((index for index, place in enumerate(places) if place.missing), 0)
    st.header(words("Writing"), anchor=False)
    elements.note(words("○ still needed · ✓ written · – may be written"))
    name = st.selectbox(
        words("For what"),
        list(by_name),
        first,
        format_func=lambda place: words.say(place_line(by_name[place])),
        key="text_for",
        persist_state="session",
    )
    unsaved = [place.title for place in places if _unsaved(place, question)]
    elements.note(say("Not saved yet: {texts}.", texts=listed(unsaved)) if unsaved else "")
    place, field = by_name[name], _field(name, question)
    left, right = st.columns((3, 2), gap="medium")
    with left:
        st.text_area(
            words("Explanation"),
            place.written,
            key=field,
            height=HEIGHT,
            max_chars=LONGEST,
            help=words("An empty line begins a paragraph. **bold**, *italic*, lists with - or 1., headings with #."),
            persist_state="session",
        )
        save = _saving(place, places, question)
        st.button(words("Save the explanation"), key="save_text", on_click=do, args=(save, PLACE), type=foremost())
        preview(str(st.session_state.get(field) or ""), words)
    with right:
        if figures := report_reading.figures(question, name):
            about = table({"what": words("What this is about"), "value": words("Value")}, figures)
            elements.figures(about, words("What this is about"))


def _field(name: str, question: Question) -> str:
    """The field of a text; each plan year has its own."""
    return f"text_{question.plan_year}_{name}"


def _unsaved(place: TextPlace, question: Question) -> bool:
    """Whether something else stands in the field of a text than is recorded."""
    typed = st.session_state.get(_field(place.name, question))
    return typed is not None and str(typed).strip() != place.written.strip()


def _saving(place: TextPlace, places: Sequence[TextPlace], question: Question) -> Doing:
    """Record the text, and go on to the next one that is still needed: after it, else from the beginning."""
    index = places.index(place)
    following = [other for other in (*places[index + 1 :], *places[:index]) if other.missing]

    def texts() -> dict[str, str]:
        return {place.name: str(st.session_state.get(_field(place.name, question)) or "")}

    def save(store: Store, who: Person, at: datetime) -> Said:
        _keeping(texts, question)(store, who, at)
        if not texts()[place.name].strip():
            return say("Saved: {title}.", title=place.title)
        if following:
            st.session_state["text_for"] = following[0].name
        still = say.plural("{n} text is still needed.", "{n} texts are still needed.", len(following))
        return listed((say("Saved: {title}.", title=place.title), still), " ")

    return save


def preview(text: str, words: Words) -> None:
    """Preview the text as the account shows it, with the same Markdown."""
    if text.strip():
        with st.expander(words("How it will read"), icon=":material/visibility:"):
            st.markdown(shown(read(text)))


def shown(written: MarkdownText) -> str:
    """A text in the screen's own Markdown, every other sign in it as it is."""
    passages = []
    for place in written.passages:
        lines = ["".join(map(_run, line)) for line in place.lines]
        marks = {"heading": "### ", "bullets": "- ", "numbers": "1. "}
        passages.append("\n".join(f"{marks.get(place.kind, '')}{line}" for line in lines))
    return "\n\n".join(passages)


def _run(run: Run) -> str:
    stress = "**" if run.bold else "*" if run.italic else ""
    return f"{stress}{plain(run.text)}{stress}"


def signing(report: Outline, question: Question) -> None:
    """The declarations and who gives them, in one form."""
    words = question.words
    with (
        st.expander(words("Declarations and signature"), icon=":material/draw:"),
        st.form("declarations", border=False),
    ):
        for name, label in SIGNING:
            st.text_input(words.say(label), report.written(name), key=f"sign_{name}", max_chars=200)
        for name, sentence in DECLARATIONS:
            given = bool(report.written(f"declaration/{name}"))
            st.checkbox(plain(sentence), given, key=f"declare_{name}")
        st.form_submit_button(
            words("Save the declarations"), on_click=do, args=(_keeping(_declarations, question), PLACE)
        )


def _declarations() -> dict[str, str]:
    """The declarations and the signature as filled in. Raises NobodySigns."""
    state = st.session_state
    texts = {name: str(state.get(f"sign_{name}") or "") for name, _ in SIGNING}
    by = ", ".join(part for part in (texts["signatory"].strip(), texts["position"].strip()) if part)
    ticked = [name for name, _ in DECLARATIONS if state.get(f"declare_{name}")]
    if ticked and not by:
        raise NobodySigns
    return texts | {f"declaration/{name}": by if name in ticked else "" for name, _ in DECLARATIONS}


def _keeping(texts: Callable[[], Mapping[str, str]], question: Question) -> Doing:
    """The act that records the texts filled in, as a revision of its own; an empty text is no explanation."""

    def keep(store: Store, who: Person, at: datetime) -> Said:
        write_texts(store, who, AccountTexts(question.plan_year, texts(), question.revision), at=at)
        return ""

    return keep
