"""Acts on the account: writing its texts, and submitting it, after which it never changes.

A submitted report is a decision that holds revision, reference date, programme and every figure; its files are kept
with that revision, byte for byte. It can be given back as it was, and made again from the facts.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from kpi.access import Act, Person, exported, permit
from kpi.acts import imports
from kpi.documents.markdown import LONGEST
from kpi.errors import Refusal
from kpi.facts.decisions.submitted_accounts import SubmittedAccount
from kpi.facts.decisions.written_texts import AccountText
from kpi.facts.proposal import Decision, Proposal, Revision, Upload
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.language import N_, Words, words_of
from kpi.monitor import picture
from kpi.programme.in_force import SettingsRefused
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.programme.toml_text import programme_toml
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import account_files
from kpi.report.account_texts import DECLARATIONS, NARRATIVES, SIGNING, WRITTEN
from kpi.report.reading_account import read_report
from kpi.report.reported_figures import differing, figures
from kpi.report.submitted import SubmittedReport

PROGRAMME_FILE = "programme.toml"
"""Under which name the programme in force is kept beside a submitted report."""


class NoSuchText(Refusal):
    """A text was given for which the report has no place."""

    template = N_("The report has no place for a text “{name}”.")


class TextTooLong(Refusal):
    """A text is longer than a report holds."""

    template = N_("A text may have {most} letters; this one has {n}.")


class SampleInReport(Refusal):
    """A report of sample data was to be submitted."""

    template = N_("There is sample data in this report, so it can't be made final. Take the sample data away first.")


class NotComplete(Refusal):
    """A report was to be submitted that still lacks something."""

    template = N_("This report still lacks {n} things, so it can't be made final yet.")


class NoReasonGiven(Refusal):
    """A report was to be submitted without saying for what."""

    template = N_("Say for what the report is made final, such as “sent to the province”.")


class Damaged(Refusal):
    """A kept file isn't what it was."""

    template = N_("The kept file {name} isn't the same as when it was made final (its checksum differs).")


@dataclass(frozen=True, slots=True)
class Again:
    """A submitted report made again from the facts: its files, and the names of figures that came out otherwise."""

    files: Mapping[str, bytes]
    differing: tuple[str, ...]

    def same(self, report: SubmittedReport) -> tuple[str, ...]:
        """Names of the files that are the same, byte for byte, as the kept ones."""
        return tuple(name for name, held in self.files.items() if report.files.get(name) == _checksum(held))


def write_texts(
    store: Store,
    who: Person,
    plan_year: str,
    texts: Mapping[str, str],
    *,
    at: datetime,
    base: int,
) -> Revision:
    """Record texts of the account by name, as one revision made against ``base``; an empty one takes a text away.

    Raises NotAllowed, NoSuchText, TooLong and StaleProposal.
    """
    with store.read(base) as reader:
        known = places(reader.programme)
    for name, text in texts.items():
        if name not in known:
            raise NoSuchText(name=name)
        if len(text) > LONGEST:
            raise TextTooLong(most=LONGEST, n=len(text))
    reason = N_("Text of the report")
    decisions = [_written(AccountText(plan_year, name, text.strip()), reason) for name, text in texts.items()]
    return imports.decide(store, who, Act.WRITE_TEXT, decisions, at=at, base=base)


def places(programme: Programme) -> frozenset[str]:
    """The names of all texts that an account can hold."""
    return frozenset(
        (
            *(name for name, _, _ in NARRATIVES),
            *(name for name, _ in (*WRITTEN, *SIGNING)),
            *(f"declaration/{name}" for name, _ in DECLARATIONS),
            *(f"indicator/{one.id}" for one in programme.indicators),
            *(f"line/{one.id}" for one in programme.budget_lines()),
        )
    )


def _written(text: AccountText, reason: str) -> Decision:
    return text.decision(reason) if text.text else AccountText.withdrawn(text.subject, reason)


def submit(
    store: Store,
    who: Person,
    plan_year: str,
    as_of: date,
    words: Words,
    *,
    reason: str,
    at: datetime,
    base: int,
) -> Revision:
    """Submit the account as known in ``base``: its files, texts and figures are kept as one revision.

    Raises NotAllowed, SampleInReport, NotComplete, NoReasonGiven, and StaleProposal when something was
    recorded since ``base``.
    """
    permit(store, who, Act.FREEZE, at=at, about=f"{SubmittedAccount.prefix}{plan_year}/{as_of.isoformat()}/r{base}")
    if not reason.strip():
        raise NoReasonGiven
    with store.read(base) as reader:
        report = read_report(reader, picture(reader, as_of, plan_year))
    _may_be_final(report)
    files = {**made(report, words), PROGRAMME_FILE: programme_toml(report.programme).encode()}
    kept = [Upload(name, _checksum(content), _checksum(content), content) for name, content in files.items()]
    decision = _submitted(report, files, words).decision(reason.strip())
    return store.commit(Proposal(base, who.by, at, uploads=kept, decisions=(decision,), act=Act.FREEZE))


def _may_be_final(report: SubsidyReport) -> None:
    if report.picture.sample:
        raise SampleInReport
    if report.missing:
        raise NotComplete(n=len(report.missing))


def _submitted(report: SubsidyReport, files: Mapping[str, bytes], words: Words) -> SubmittedAccount:
    programme = report.programme
    return SubmittedAccount(
        plan_year=report.year.id,
        as_of=report.as_of,
        revision=report.picture.revision,
        language=words.language,
        programme={"id": programme.id, "version": programme.version, "fingerprint": programme.fingerprint},
        files={name: _checksum(content) for name, content in files.items()},
        texts=report.texts,
        figures=figures(report.picture),
    )


def made(report: SubsidyReport, words: Words) -> dict[str, bytes]:
    """The report in every format, by the name of its file."""
    return dict(account_files(report, words))


def original(store: Store, who: Person, report: SubmittedReport, name: str, *, at: datetime) -> bytes:
    """A file of a submitted report, byte for byte as it was. Raises NotAllowed, UnknownFile and Damaged."""
    exported(store, who, Act.EXPORT_ACCOUNT, at=at, about=f"{report.key}: {name}")
    content = store.original(report.recorded, name)
    if _checksum(content) != report.files.get(name):
        raise Damaged(name=name)
    return content


def again(store: Store, who: Person, report: SubmittedReport, *, at: datetime) -> Again:
    """A submitted report made again from the facts of its revision, by the programme that was in force then.

    Where the programme file has changed since, the kept one is used.
    """
    exported(store, who, Act.EXPORT_ACCOUNT, at=at, about=report.key)
    words = words_of(report.language)
    with store.read(report.revision) as reader:
        same = _mark(reader) == report.fingerprint
        then = reader if same else reader.under_file(_kept_programme(store, report))
        found = read_report(then, picture(then, report.as_of, report.plan_year))
    return Again(made(found, words), tuple(differing(report.figures, figures(found.picture))))


def _mark(reader: Reader) -> str | None:
    """The fingerprint of the programme in force; None when what was set no longer fits its file."""
    try:
        return reader.programme.fingerprint
    except SettingsRefused:
        return None


def _kept_programme(store: Store, report: SubmittedReport) -> Programme:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / PROGRAMME_FILE
        path.write_bytes(store.original(report.recorded, PROGRAMME_FILE))
        return load_programme(path)


def _checksum(content: bytes) -> str:
    return sha256(content).hexdigest()
