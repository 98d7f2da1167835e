"""The folder that goes to the grantor: the account, its evidence, the letters, a checklist, and all checksums.

It is made of what the other papers are made of; the checklist says what was done and what still has to be.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from kpi.documents.grid import Grid, GridColumn, text
from kpi.documents.paper import AnyBlock, Paper, PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.errors import Refusal
from kpi.language import N_, Said, Words
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import CHECKLIST, COVERING, EVIDENCE, file_stem
from kpi.report.account_texts import LETTER as NOTIFICATION
from kpi.report.letter import covering_letter, letter, to_notify
from kpi.report.package.evidence_package import Package
from kpi.report.package.package_files import package_files, with_manifest, zipped
from kpi.sentences import say

WRITER = "kpi.documents.word.word_document"
"""Writes the letters and the checklist; loaded when they are written."""
TO_DO = (GridColumn("done", say("Done"), share=1), GridColumn("what", say("What"), share=12))
FILES = (GridColumn("file", say("File"), share=6), GridColumn("what", say("What it is"), share=7))


class NothingToSubmit(Refusal):
    """A plan year of which nothing is known yet was to be submitted."""

    template = N_("Nothing was recorded of plan year {year}, so there is nothing to submit. Import its sheets first.")


def submission_files(
    report: SubsidyReport, package: Package, words: Words, account: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """Every file of the folder by its name, those of the account among them, the checksums last.

    Raises NothingToSubmit.
    """
    if report.empty:
        raise NothingToSubmit(year=report.year.id)
    described: dict[str, Said] = dict.fromkeys(account, report.title)
    files = dict(account)
    for kind, what, content in _beside(report, package, words, account):
        name = f"{_stem(report, kind, words)}.{'zip' if kind == EVIDENCE else 'docx'}"
        files[name], described[name] = content, what
    name = f"{_stem(report, CHECKLIST, words)}.docx"
    files[name] = _document(_checklist(report, described), report, words)
    return with_manifest(files)


def _stem(report: SubsidyReport, kind: str, words: Words) -> str:
    return file_stem(kind, report.year.id, report.as_of, report.picture.revision, words)


def _beside(
    report: SubsidyReport, package: Package, words: Words, account: Mapping[str, bytes]
) -> Iterator[tuple[str, Said, bytes]]:
    """What goes with the account: its kind, what it is, and its bytes; letters only to a grantor."""
    evidence = zipped(package_files(package, words, account), report.as_of)
    yield EVIDENCE, say("The evidence behind every figure, with the files that it was read from"), evidence
    if report.grant:
        covering = _document(covering_letter(report), report, words)
        yield COVERING, say("Letter to the grantor, to be completed and signed"), covering
    if to_notify(report):
        yield (
            NOTIFICATION,
            say("Draft of the notification of large differences"),
            _document(letter(report), report, words),
        )


def _document(paper: Paper, report: SubsidyReport, words: Words) -> bytes:
    return bytes(import_module(WRITER).write(paper, words, report.as_of))


def _checklist(report: SubsidyReport, files: Mapping[str, Said]) -> Paper:
    rows = [{"done": text("☑" if done else "☐"), "what": text(what)} for what, done in steps(report)]
    listed = [{"file": text(name), "what": text(what)} for name, what in files.items()]
    title = say("Checklist for submitting, plan year {year}", year=report.year.id)
    blocks: list[AnyBlock] = [
        PaperSentence(report.about, "note"),
        PaperHeading(say("What was done and what still has to be")),
        PaperTable(say("Steps"), Grid(TO_DO, rows)),
        PaperHeading(say("What is in this folder")),
        PaperTable(say("Files of the folder"), Grid(FILES, listed)),
        PaperSentence(say("manifest-sha256.txt has the checksum of each; sha256sum -c checks them."), "note"),
    ]
    return Paper(
        title=title,
        subtitle=report.programme.name,
        author=report.programme.name,
        footer=report.about,
        banner="",
        mark="",
        cover=None,
        sections=[PaperSection(title, blocks)],
        titled=False,
    )


def steps(report: SubsidyReport) -> Iterator[tuple[Said, bool]]:
    """The steps up to sending it, each with whether it is done; what only people can do never is."""
    for gap in report.missing:
        yield say("Chapter {chapter}: {what}", chapter=gap.chapter, what=gap.sentence), False
    yield say("Nothing that the account asks for is missing"), not report.missing
    yield say("The figures are those of real data, not of the sample"), not report.picture.sample
    if report.grant is None:
        return
    for duty in report.grant.obligations:
        yield say("Obligation: {what}", what=duty.text), duty.done is not None
    if report.grant.auditor_statement:
        yield say("The auditor's statement is enclosed"), False
    if to_notify(report):
        yield say("The large differences were notified to the grantor"), False
    signed = say("Page 1 of the account is signed") if report.covers_year else say("The progress report is signed")
    yield signed, False
    yield say("The letter is completed and signed"), False
    if report.grant.deadline:
        yield say("It is sent by {day}", day=say.date(report.grant.deadline)), False
