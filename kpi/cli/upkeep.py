"""Commands for whoever looks after an installation: backup, restore, check, doctor, retention."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.acts import maintenance
from kpi.acts.maintenance import TermNotOver
from kpi.cli.session import Session, confirm, now, progress_bar, refuse
from kpi.errors import Refusal
from kpi.facts.database.addresses import beside_database
from kpi.facts.database.checking import check_database
from kpi.facts.database.remarks import UNWIPED, remarks_of
from kpi.facts.database.retention import Recorded
from kpi.facts.store_opening import unopened
from kpi.intake import raw_files
from kpi.language import N_, Words
from kpi.roles_and_acts import Person
from kpi.settings import settings
from kpi.upkeep import retention_terms
from kpi.upkeep.doctor import examine
from kpi.upkeep.findings import DoctorFinding, Urgency
from kpi.upkeep.retention_terms import ClockLeapt, Due, Terms

LEVELS = {Urgency.UNSAFE: N_("Unsafe"), Urgency.BROKEN: N_("Broken"), Urgency.ADVICE: N_("Advice")}


class NoBackupFolder(Refusal):
    """A backup was asked for without a file, and no folder is named."""

    template = N_("Name a file for the backup, or a folder for backups in SMARTHUB_BACKUPS.")


def backup(
    session: Session,
    who: Person,
    file: Annotated[
        Path | None, typer.Argument(help=N_("Otherwise one named by the moment, in SMARTHUB_BACKUPS."))
    ] = None,
) -> None:
    """Write a backup file."""
    at = now()
    named = file or _named_by_the_moment(at, settings().backups)
    sha256 = maintenance.back_up(session.store(), who, session.database, named, at=at)
    sentence = session.words("Backup written: {file}", file=named)
    session.show({"file": str(named), "sha256": sha256}, lambda: typer.echo(f"{sentence}\nSHA-256 {sha256}"))


def _named_by_the_moment(at: datetime, folder: Path | None) -> Path:
    if folder is None:
        raise NoBackupFolder
    return folder / f"smarthub-{at:%Y%m%d-%H%M%S}.db"


def restore(session: Session, who: Person, file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Restore a backup; refuses a database that isn't empty."""
    maintenance.put_back(unopened(session.database, session.programme), who, file, session.database, at=now())
    session.show({"file": str(file)}, lambda: typer.echo(session.words("Restored from {file}.", file=file)))


Log = Annotated[bool, typer.Option("--log", help=N_("Tell in the log how many faults were found."))]


def check(
    session: Session,
    who: Person,
    quick: Annotated[bool, typer.Option("--quick", help=N_("Only the log and the counts, no rows and files."))] = False,
    log: Log = False,
) -> None:
    """Validate the programme file (it refuses to load with a fault) and the database."""
    _ = session.programme  # refuses by its own faults, before the database is looked at
    try:
        store = session.store()
    except Refusal:
        file = session.words("The programme file {file} is in order.", file=settings().programme.name)
        typer.echo(file, err=True)
        raise
    progress = progress_bar(session.words, N_("Checking {share}")) if sys.stderr.isatty() else None
    findings = [session.words.say(fault) for fault in check_database(store, quick=quick, progress=progress)]
    if log:
        maintenance.note_findings(store, who, "check --quick" if quick else "check", len(findings), at=now())
    remarks = [session.words.say(remark) for remark in remarks_of(store)]
    good = session.words("The programme file and the database are in order.")
    lines = [*remarks, *(findings or [good])]
    session.show({"findings": findings, "remarks": remarks}, lambda: typer.echo("\n".join(lines)))
    if findings:
        refuse(session.words.plural("The check found {n} fault.", "The check found {n} faults.", len(findings)))


def doctor(session: Session, who: Person, log: Log = False) -> None:
    """Say what is unsafe or missing in this installation, and what to do; exit status 1 unless all of it is advice."""
    words = session.words
    findings = [_finding(finding, words) for finding in examine(None, at=now(), database=session.database)]
    grave = [finding for finding in findings if finding["level"] != Urgency.ADVICE]
    if log:
        maintenance.note_findings(session.store(), who, "doctor", len(grave), at=now())
    lines = [f"{words(LEVELS[finding['level']])}: {finding['what']}\n    {finding['remedy']}" for finding in findings]
    answer = {"safe": not grave, "findings": findings}
    good = words("Nothing unsafe was found, and nothing is missing.")
    session.show(answer, lambda: typer.echo("\n".join(lines or [good])))
    if grave:
        refuse(words.plural("{n} finding must be mended.", "{n} findings must be mended.", len(grave)))


def _finding(finding: DoctorFinding, words: Words) -> dict[str, Any]:
    what, remedy = words.say(finding.what), words.say(finding.remedy)
    return {"code": finding.code, "level": finding.level, "what": what, "remedy": remedy}


def retention(
    session: Session,
    who: Person,
    apply: Annotated[bool, typer.Option("--apply", help=N_("Clear what is past its term."))] = False,
    facts: Annotated[
        bool, typer.Option("--facts", help=N_("With --apply: remove every fact, after its term."))
    ] = False,
    confirmed: Annotated[
        str | None, typer.Option("--confirm", help=N_("With --facts: the programme's id, to say that you mean it."))
    ] = None,
) -> None:
    """Say what may no longer be kept, and with ``--apply`` take it away."""
    at, given, removed = now(), settings(), None
    store, terms = session.store(), retention_terms.terms(given.keep_years, given.upload_days)
    due = retention_terms.due(store, terms, at=at, raw=raw_files.past(given.raw_files, at.date()))
    if apply and facts:
        TermNotOver.check(due)
        ClockLeapt.check(store, at)
        confirm(session, _question(store.recorded(), due, session), confirmed)
        gone = maintenance.remove_facts(store, who, due, _before_it_goes(session, at), at=at)
        removed, wiped = gone.revisions, gone.wiped
    elif apply:
        wiped = maintenance.clear_files(store, who, due, at=at)
    else:
        wiped = not store.wiping_due()
    answer = _retention_json(due, terms, removed) | {"applied": apply, "wiped": wiped}
    lines = [*_lines(due, terms, apply, removed, session.words), *([] if wiped else [session.words.say(UNWIPED)])]
    session.show(answer, lambda: typer.echo("\n".join(lines)))


def _question(recorded: Recorded, due: Due, session: Session) -> str:
    words = session.words
    return words(
        "All of {programme} is going to be removed: {revisions}, recorded from {first} to {last}, with {rows} and "
        "{files}. It had to be kept up to and including {day}. A backup is made first.",
        programme=session.programme.name,
        revisions=words.plural("{n} revision", "{n} revisions", recorded.revisions),
        first=words.date(recorded.first.date()) if recorded.first else "–",
        last=words.date(recorded.last.date()) if recorded.last else "–",
        rows=words.plural("{n} recorded row", "{n} recorded rows", recorded.rows),
        files=words.plural("{n} file", "{n} files", recorded.files),
        day=words.date(due.keep_until) if due.keep_until else "–",
    )


def _before_it_goes(session: Session, at: datetime) -> Path:
    """The backup that comes before what can't be taken back: in the folder for backups, or beside an SQLite file."""
    folder = settings().backups or beside_database(session.database)
    if folder is None:
        raise NoBackupFolder
    return _named_by_the_moment(at, folder)


def _retention_json(due: Due, terms: Terms, removed: int | None) -> dict[str, Any]:
    return {
        "keep_years": terms.years,
        "upload_days": terms.upload_days,
        "files": [
            {"name": file.name, "revision": file.revision, "at": file.at.isoformat(), "bytes": file.size}
            for file in due.files
        ],
        "raw_files": [path.name for path in due.raw],
        "keep_until": due.keep_until.isoformat() if due.keep_until else None,
        "facts_due": due.over,
        "removed_revisions": removed,
    }


def _lines(due: Due, terms: Terms, applied: bool, removed: int | None, words: Words) -> list[str]:
    if removed is not None:
        return [
            words("Every fact was removed ({n} revisions). The audit log and the roles are still there.", n=removed)
        ]
    lines = [
        words(
            "{name}, revision {revision}, of {day}",
            name=file.name,
            revision=file.revision,
            day=words.date(file.at.date()),
        )
        for file in due.files
    ]
    lines += [words("{name}, as it was given", name=path.name) for path in due.raw]
    n = len(due.files) + len(due.raw)
    if terms.upload_days is None and not due.raw:
        lines.append(words("Files are kept as long as the facts (SMARTHUB_UPLOAD_DAYS isn't set)."))
    elif applied:
        lines.append(words.plural("The content of {n} file was cleared.", "The content of {n} files was cleared.", n))
    else:
        lines.append(
            words.plural(
                "{n} file is past its term; clear it with --apply.",
                "{n} files are past their term; clear them with --apply.",
                n,
            )
        )
    if due.keep_until is not None and due.over:
        day = words.date(due.keep_until)
        lines.append(words("The term of the facts ended on {day}; --apply --facts removes them all.", day=day))
    elif due.keep_until is not None:
        lines.append(words("Facts and reports are kept up to and including {day}.", day=words.date(due.keep_until)))
    return lines
