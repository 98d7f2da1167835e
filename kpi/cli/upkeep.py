"""Commands for whoever looks after an installation: backup, restore, check, doctor, retention."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.acts import maintenance
from kpi.cli.session import By, Database, Json, Lang, Session, myself, now, refuse, session, show
from kpi.errors import Refusal
from kpi.facts.database.checking import check_database, cleared_files
from kpi.facts.store import Store
from kpi.intake import raw_files
from kpi.language import N_, Words, words_of
from kpi.programme.in_force import SettingsRefused
from kpi.settings import settings
from kpi.upkeep import past_term, retention_terms
from kpi.upkeep.doctor import examine
from kpi.upkeep.findings import DoctorFinding, Urgency
from kpi.upkeep.past_term import Due
from kpi.upkeep.retention_terms import Terms

LEVELS = {Urgency.UNSAFE: N_("Unsafe"), Urgency.BROKEN: N_("Broken"), Urgency.ADVICE: N_("Advice")}


class NoBackupFolder(Refusal):
    """A backup was asked for without a file, and no folder is named."""

    template = N_("Name a file for the backup, or a folder for backups in SMARTHUB_BACKUPS.")


def backup(
    file: Annotated[
        Path | None, typer.Argument(help=N_("Otherwise one named by the moment, in SMARTHUB_BACKUPS."))
    ] = None,
    by: By = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Write a backup file."""
    asked, at = session(lang, database), now()
    named = file or _named_by_the_moment(at)
    sha256 = maintenance.back_up(asked.store(), myself(by), asked.database, named, at=at)
    sentence = asked.words("Backup written: {file}", file=named)
    show(as_json, {"file": str(named), "sha256": sha256}, lambda: typer.echo(f"{sentence}\nSHA-256 {sha256}"))


def _named_by_the_moment(at: datetime) -> Path:
    folder = settings().backups
    if folder is None:
        raise NoBackupFolder
    return folder / f"smarthub-{at:%Y%m%d-%H%M%S}.db"


def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    by: By = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Restore a backup; refuses a database that isn't empty."""
    asked = session(lang, database)
    maintenance.put_back(asked.store(), myself(by), file, asked.database, at=now())
    show(as_json, {"file": str(file)}, lambda: typer.echo(asked.words("Restored from {file}.", file=file)))


def check(as_json: Json = False, database: Database = None, lang: Lang = "nl") -> None:
    """Validate the programme file (it refuses to load with a fault) and the database."""
    asked = session(lang, database)
    store = asked.store()
    findings = (*_settings(store, asked), *map(asked.words.say, check_database(store)))
    remarks = [asked.words.say(remark) for remark in cleared_files(store)]
    good = asked.words("The programme file and the database are in order.")
    lines = [*remarks, *(findings or [good])]
    show(as_json, {"findings": list(findings), "remarks": remarks}, lambda: typer.echo("\n".join(lines)))
    if findings:
        refuse(asked.words("The check found {n} faults.", n=len(findings)))


def doctor(as_json: Json = False, database: Database = None, lang: Lang = "nl") -> None:
    """Say what is unsafe or missing in this installation, and what to do; exit status 1 unless all of it is advice."""
    words = words_of(lang)
    findings = [_finding(finding, words) for finding in examine(None, at=now(), database=database)]
    grave = [finding for finding in findings if finding["level"] != Urgency.ADVICE]
    lines = [f"{words(LEVELS[finding['level']])}: {finding['what']}\n    {finding['remedy']}" for finding in findings]
    answer = {"safe": not grave, "findings": findings}
    good = words("Nothing unsafe was found, and nothing is missing.")
    show(as_json, answer, lambda: typer.echo("\n".join(lines or [good])))
    if grave:
        refuse(words.plural("{n} finding must be mended.", "{n} findings must be mended.", len(grave)))


def _finding(finding: DoctorFinding, words: Words) -> dict[str, Any]:
    what, remedy = words.say(finding.what), words.say(finding.remedy)
    return {"code": finding.code, "level": finding.level, "what": what, "remedy": remedy}


def _settings(store: Store, asked: Session) -> tuple[str, ...]:
    """What was set by hand and doesn't fit the programme file (any more)."""
    with store.read() as reader:
        try:
            _ = reader.programme
        except SettingsRefused as refused:
            return (refused.sentence(asked.words),)
    return ()


def retention(
    apply: Annotated[bool, typer.Option("--apply", help=N_("Clear what is past its term."))] = False,
    facts: Annotated[
        bool, typer.Option("--facts", help=N_("With --apply: remove every fact, after its term."))
    ] = False,
    by: By = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Say what may no longer be kept, and with ``--apply`` take it away."""
    asked, at, given = session(lang, database), now(), settings()
    store, terms = asked.store(), retention_terms.terms(given.keep_years, given.upload_days)
    due = past_term.due(store, terms, at=at, raw=raw_files.past(given.raw_files, at.date()))
    removed = None
    if apply and facts:
        removed = maintenance.remove_facts(store, myself(by), due, at=at)
    elif apply:
        maintenance.clear_files(store, myself(by), due, at=at)
    answer = _retention_json(due, terms, apply, removed)
    show(as_json, answer, lambda: typer.echo("\n".join(_lines(due, terms, apply, removed, asked.words))))


def _retention_json(due: Due, terms: Terms, applied: bool, removed: int | None) -> dict[str, Any]:
    return {
        "applied": applied,
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
