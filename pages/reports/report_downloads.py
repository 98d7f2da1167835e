"""The files of the account: its formats, its evidence, making it final, and those that were submitted as they were."""

from datetime import UTC, datetime
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from kpi.access import Act, Person
from kpi.acts import subsidy_report
from kpi.acts.report_exports import Destination, export_account, export_evidence, export_letter, export_submission
from kpi.facts.store import Store
from kpi.language import Said
from kpi.programme.plan import Programme
from kpi.report import account_sentences
from kpi.report.account import Outline
from kpi.report.account_formats import FORMATS, LETTER
from kpi.report.account_texts import EVIDENCE, SUBMISSION
from kpi.report.letter import to_notify
from kpi.report.package.package_files import zipped
from kpi.report.reported_figures import label, unit
from kpi.report.submitted import SubmittedReport, submitted_reports
from kpi.sentences import say
from kpi.server import installation
from kpi.views.read import Question
from kpi.views.table import Table, table
from kpi.views.value_words import author, bare
from pages.reports import report_reading
from pages.shared import elements
from pages.shared.buttons import download, foremost
from pages.shared.doing import Doing, do, making, told
from pages.shared.spoken import plain
from pages.shared.visitor import may, somebody


def account(report: Outline, question: Question, who: Person) -> None:
    """The account in each of its formats, and the draft letter where a difference may have to be notified."""
    words = question.words
    with st.container(horizontal=True):
        for number, (ending, row) in enumerate(FORMATS.items()):
            download(
                words.say(row.label),
                partial(made, installation.store(), who, question, ending),
                report_reading.name_of(question, ending),
                key=ending,
                mime=row.mime,
                type=foremost(number == 0),
            )
        if to_notify(report):
            download(
                words.say(LETTER.label),
                making(export_letter, who, question),
                f"{words('notification')}-{question.plan_year}-{question.as_of.isoformat()}.docx",
                key="letter",
                mime=LETTER.mime,
                icon=":material/mail:",
                type="secondary",
            )


def evidence(report: Outline, question: Question, who: Person) -> None:
    """The folder for the grantor and the evidence package, for who may have them."""
    if not may(who, Act.EXPORT_EVIDENCE):
        return
    words = question.words
    if report.grant and report.has_money:
        download(
            words("Download the folder for the grantor (zip)"),
            partial(submission, installation.store(), who, question),
            report_reading.name_of(question, "zip", SUBMISSION),
            key="submission",
            mime="application/zip",
            icon=":material/folder_copy:",
            type="secondary",
        )
        elements.note(words("The account, the evidence, the letters and a checklist of what still has to be done."))
    download(
        question.words("Download the evidence for the auditor (zip)"),
        making(export_evidence, who, question),
        report_reading.name_of(question, "zip", EVIDENCE),
        key="evidence",
        mime="application/zip",
        icon=":material/folder_zip:",
        type="secondary",
    )
    elements.note(words("Every row behind every figure, with an index that leads from each figure to its rows."))


def made(store: Store, who: Person, question: Question, ending: str) -> bytes:
    """The account in a format, made when it is asked for; it runs outside the screen's own thread."""
    with TemporaryDirectory() as folder:
        destination = Destination(Path(folder), (ending,))
        [path] = export_account(store, who, question, destination, at=datetime.now(UTC))
        return path.read_bytes()


def submission(store: Store, who: Person, question: Question) -> bytes:
    """The folder for the grantor as a zip, made when it is asked for, as the account is."""
    return zipped(export_submission(store, who, question, at=datetime.now(UTC)), question.as_of)


MIMES = {"toml": "application/toml"} | {ending: row.mime for ending, row in FORMATS.items()}
"""How a browser calls the files that are kept of a submitted account."""


def submit(report: Outline, question: Question, who: Person) -> None:
    """The button that makes the account final, or the reason that it can't be."""
    words = question.words
    st.header(words("Make final"), anchor=False)
    if report.picture.sample:
        elements.note(subsidy_report.SampleInReport().sentence(words))
        return
    if report.missing:
        elements.note(subsidy_report.NotComplete(n=len(report.missing)).sentence(words))
        return
    elements.note(
        words("A final account is kept with its files, texts and figures. Later corrections don't change it.")
    )
    if may(who, Act.SUBMIT):
        with st.form("freeze", border=False):
            st.text_input(words("What for"), key="freeze_reason", placeholder=words("sent to the grantor"))
            st.form_submit_button(
                words("Make final"), type=foremost(), on_click=do, args=(_submitting(question), report_reading.PLACE)
            )


def _submitting(question: Question) -> Doing:
    def act(store: Store, who: Person, at: datetime) -> Said:
        reason = str(st.session_state.get("freeze_reason") or "")
        subsidy_report.submit(store, who, question, reason=reason, at=at)
        return ""

    return act


def submitted(question: Question) -> None:
    """Every account that was made final, the last first."""
    with installation.store().read(question.revision) as reader:
        reports = submitted_reports(reader)
    if reports:
        st.header(question.words("Final accounts"), anchor=False)
    for report in reversed(reports):
        _one(report, question)


def _one(report: SubmittedReport, question: Question) -> None:
    words, account = question.words, report.decision
    with st.expander(plain(account_sentences.submitted_title(report)), icon=":material/lock:"):
        when = words(
            "Made final on {day} by {who}, from revision {n}, kept in revision {m}.",
            day=words.date(report.at.astimezone().date()),
            who=author(report.by),
            n=account.revision,
            m=report.revision,
        )
        elements.sentences(when, account_sentences.definitions_kept(report))
        with st.container(horizontal=True):
            for name in account.files:
                ending = name.rpartition(".")[2]
                made = making(subsidy_report.original, somebody(), report, name)
                looks = {"mime": MIMES.get(ending), "type": "secondary"}
                download(plain(ending.upper()), made, name, key=f"{account.key}_{name}", **looks)
        sums = table({"file": words("File"), "sha_256": "SHA-256"}, sorted(account.files.items()))
        elements.figures(sums, words("Files and their checksums"))
        elements.note(words("The figures of that day, as they were reported:"))
        elements.figures(reported(report, installation.filed()), words("The figures as they were reported"))
        st.button(
            words("Make again from the facts and compare"),
            key=f"again_{account.key}",
            on_click=do,
            args=(_making_again(report), account.key),
        )
        told(account.key, neutral=True)


def reported(report: SubmittedReport, programme: Programme) -> Table:
    """The figures that are kept with an account, by their names; what is known now changes none of them."""
    rows = [
        (label(programme, name), _reported(programme, unit(programme, name), value))
        for name, value in report.decision.figures.items()
    ]
    return table({"figure": say("Figure"), "reported": say("As reported")}, rows, {"reported"})


def _reported(programme: Programme, measured: str, value: str | None) -> Said:
    """A figure as it was reported; a status in the words of now."""
    if measured == "status":
        return programme.statuses.get(value or "") or value or ""
    return bare(None if value is None else Fraction(value), measured, 2 if measured == "euro" else None)


def _making_again(report: SubmittedReport) -> Doing:
    """The act that makes the account again and compares its figures and files."""

    def act(store: Store, who: Person, at: datetime) -> Said:
        made = subsidy_report.again(store, who, report, at=at)
        return account_sentences.again_sentence(report, made.differing, len(made.same(report)), len(made.files))

    return act
