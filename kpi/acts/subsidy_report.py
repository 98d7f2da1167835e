"""Submitting the account, after which it never changes.

A submitted report is a decision that holds revision, reference date, programme and every figure; its files are kept
with that revision, byte for byte. It can be given back as it was, and made again from the facts.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from kpi.access import Act, Person, exported, permit
from kpi.acts.given_texts import NoReason
from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import SubmittedAccount
from kpi.facts.proposal import Proposal, Revision, Upload
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.language import N_, words_of
from kpi.monitor import picture
from kpi.programme.loading import SettingsRefused, load_programme
from kpi.programme.plan import Programme
from kpi.programme.toml_text import programme_toml
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import FORMATS, account_files, file_name
from kpi.report.reading_account import read_report
from kpi.report.reported_figures import differing, figures
from kpi.report.submitted import SubmittedReport
from kpi.views.read import Question

PROGRAMME_FILE = "programme.toml"
"""The name under which the programme in force is kept beside a submitted report."""
FOR_WHAT = N_("Say for what the report is made final, such as “sent to the grantor”.")


class SampleInReport(Refusal):
    """A report of sample data was to be submitted."""

    template = N_("There is sample data in this report, so it can't be made final. Take the sample data away first.")


class NotComplete(Refusal):
    """A report was to be submitted that still lacks something."""

    template = N_("This report still lacks {n} things, so it can't be made final yet.")


class Damaged(Refusal):
    """A kept file isn't what it was."""

    template = N_("The kept file {name} isn't the same as when it was made final (its checksum differs).")


@dataclass(frozen=True, slots=True)
class Again:
    """A submitted report made again from the facts: the files it had, and the names of figures that came out otherwise.

    ``files`` leaves out what wasn't kept then, such as a format that the account got since.
    """

    files: Mapping[str, bytes]
    differing: tuple[str, ...]

    def same(self, report: SubmittedReport) -> tuple[str, ...]:
        """Return the names of the files that are the same, byte for byte, as the kept ones."""
        return tuple(
            name for name, content in self.files.items() if report.decision.files.get(name) == _checksum(content)
        )


def submit(store: Store, who: Person, question: Question, *, reason: str, at: datetime) -> Revision:
    """Submit the account of a question: its files, texts and figures are kept as one revision.

    Raises NotAllowed, NoReason, SampleInReport, NotComplete, and StaleProposal when something was recorded since the
    revision of the question.
    """
    permit(store, who, Act.SUBMIT, at=at, about=_key(question))
    why = NoReason.check(reason, FOR_WHAT)
    with store.read(question.revision) as reader:
        seen = picture(reader, question.as_of, question.plan_year)
        report = read_report(reader, seen)
    _may_be_final(report)
    made = account_files(report, question.words)
    files = {**dict(made), PROGRAMME_FILE: programme_toml(report.programme).encode()}
    uploads = [Upload(name, _checksum(content), _checksum(content), content) for name, content in files.items()]
    decision = _submitted(report, files, question.language).decision(why)
    proposal = Proposal(question.revision, who.by, at, uploads=uploads, decisions=(decision,), act=Act.SUBMIT)
    return store.commit(proposal)


def _key(question: Question) -> str:
    return f"{SubmittedAccount.prefix}{question.plan_year}/{question.as_of.isoformat()}/r{question.revision}"


def _may_be_final(report: SubsidyReport) -> None:
    if report.picture.sample:
        raise SampleInReport
    if report.missing:
        raise NotComplete(n=len(report.missing))


def _submitted(report: SubsidyReport, files: Mapping[str, bytes], language: str) -> SubmittedAccount:
    programme = report.programme
    return SubmittedAccount(
        plan_year=report.year.id,
        as_of=report.as_of,
        revision=report.picture.revision,
        language=language,
        programme={"id": programme.id, "version": programme.version, "fingerprint": programme.fingerprint},
        files={name: _checksum(content) for name, content in files.items()},
        texts=report.texts,
        figures=figures(report.picture),
    )


def original(store: Store, who: Person, report: SubmittedReport, name: str, *, at: datetime) -> bytes:
    """Give a file of a submitted report away, byte for byte as it was. Raises NotAllowed, UnknownFile and Damaged."""
    exported(store, who, Act.EXPORT_ACCOUNT, at=at, about=f"{report.decision.key}: {name}")
    content = store.original(report.revision, name)
    if _checksum(content) != report.decision.files.get(name):
        raise Damaged(name=name)
    return content


def again(store: Store, who: Person, report: SubmittedReport, *, at: datetime) -> Again:
    """Make a submitted report again from the facts of its revision, by the programme that was in force then.

    Where the programme file has changed since, the kept one is used. Formats that weren't kept then aren't made.
    """
    exported(store, who, Act.EXPORT_ACCOUNT, at=at, about=report.decision.key)
    account = report.decision
    with store.read(account.revision) as reader:
        same_programme = _fingerprint(reader) == account.programme["fingerprint"]
        then = reader if same_programme else reader.under_file(_kept_programme(store, report))
        now = read_report(then, picture(then, account.as_of, account.plan_year))
    words = words_of(account.language)
    endings = [ending for ending in FORMATS if file_name(now, ending, words) in account.files]
    files = dict(account_files(now, words, endings))
    return Again(files, tuple(differing(account.figures, figures(now.picture))))


def _fingerprint(reader: Reader) -> str | None:
    """Return the fingerprint of the programme in force; None when what was set no longer fits its file."""
    try:
        return reader.programme.fingerprint
    except SettingsRefused:
        return None


def _kept_programme(store: Store, report: SubmittedReport) -> Programme:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PROGRAMME_FILE
        path.write_bytes(store.original(report.revision, PROGRAMME_FILE))
        return load_programme(path)


def _checksum(content: bytes) -> str:
    return sha256(content).hexdigest()
