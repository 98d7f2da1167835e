"""Commands about what is known: bring files in, give rows out, list what was recorded, take it back."""

import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.acts import imports
from kpi.acts.columns import columns_said
from kpi.acts.exports import CurrentRowsAsked, export_rows
from kpi.acts.reminding import MailAsked, reminder_mail, reminders
from kpi.acts.undo import undo as take_back
from kpi.cli.printing import print_import, print_revisions, retirement_agreed
from kpi.cli.session import Session, given_day, now, progress_bar, refuse, today
from kpi.facts.database.engine import NoDatabase
from kpi.files import beside, write_whole
from kpi.intake.proposing import FilesToRead
from kpi.intake.recognise.mapping_file import mapping_toml, read_mapping
from kpi.intake.template_workbook import write_template
from kpi.language import N_, Words
from kpi.roles_and_acts import Person
from kpi.views.sources.owners import sheets_asked
from kpi.views.sources.reminders import Asked, reminder_file
from kpi.views.value_words import sheet_word

UNTOLD = N_(
    "Nothing was stored: it isn't certain what {tables} holds. Say it once: on the data page, or with "
    "“smarthub mapping” and “import --map”."
)


class FileOrder(StrEnum):
    """What the order of the files says of which is the later one."""

    AS_GIVEN = "as-given"


@dataclass(frozen=True, slots=True)
class DeliveryOptions:
    """The files to import, and how."""

    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)]
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only check."))] = False
    partial: Annotated[bool, typer.Option("--partial", help=N_("Store the good rows."))] = False
    replace: Annotated[list[str] | None, typer.Option("--replace", help=N_("Retire what this sheet lacks."))] = None
    number_lines: Annotated[bool, typer.Option("--number-lines", help=N_("Number lines that have no number."))] = False
    fill_down: Annotated[bool, typer.Option("--fill-down", help=N_("An empty name is the one above it."))] = False
    map: Annotated[Path | None, typer.Option("--map", exists=True, help=N_("What columns hold, as TOML."))] = None
    year: Annotated[int, typer.Option("--year", min=0, help=N_("Of months that stand as columns without one."))] = 0
    order: Annotated[FileOrder | None, typer.Option("--order", help=N_("A later file goes before an earlier."))] = None
    yes: Annotated[bool, typer.Option("--yes", help=N_("Don't ask before rows are retired."))] = False


def import_(session: Session, who: Person, given: DeliveryOptions) -> None:
    """Import files; without ``--partial`` a single error keeps everything out.

    At a terminal ``--replace`` shows the rows that would be retired, and asks before it goes on.
    """
    store, words = session.store(make=True), session.words
    files = FilesToRead(
        [(path.name, path.read_bytes()) for path in given.files],
        partial=given.partial,
        replace=frozenset(given.replace or ()),
        number_lines=given.number_lines,
        fill_down=given.fill_down,
        year=given.year,
        said=read_mapping(session.programme, given.map.read_text("utf-8")) if given.map else {},
        as_given=given.order is FileOrder.AS_GIVEN,
        progress=progress_bar(words) if sys.stderr.isatty() else None,
    )
    read = imports.read_files(store, who, files, at=now())
    report = read.report
    if read.proposal is not None and not given.dry_run:
        asks = report.retired and not given.yes and sys.stdin.isatty()
        if asks and not retirement_agreed(session.programme, report, words):
            refuse(words("Nothing was stored."))
        report = replace(report, revision=imports.accept_import(store, who, read.proposal, at=now()).number)
    session.show(report.to_json(words), lambda: print_import(report, words, given.dry_run))
    if report.refused:
        refuse(words.say(report.reason))
    untold = ", ".join(dict.fromkeys(one.sheet for one in report.questions if one.needed))
    if read.proposal is None and untold:
        refuse(words(UNTOLD, tables=untold))


def mapping(
    session: Session,
    who: Person,
    files: Annotated[list[Path] | None, typer.Argument(exists=True, dir_okay=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", help=N_("The file to write, ending in .toml."))] = None,
) -> None:
    """Write what was said about columns, and what is asked about those of files, for ``import --map``."""
    if out is None:
        raise typer.BadParameter(session.words("Name a file for the mapping."), param_hint="--out")
    store = session.store()
    given = FilesToRead([(path.name, path.read_bytes()) for path in files or ()])
    asked = imports.read_files(store, who, given, at=now()).report.questions if files else ()
    said = columns_said(store, who, at=now()).values()
    out.write_text(mapping_toml(session.programme, said, asked), "utf-8", newline="\n")
    shown = {"file": str(out), "remembered": len(said), "asked": len(asked)}
    session.show(shown, lambda: typer.echo(str(out)))


def template(
    session: Session, out: Annotated[Path, typer.Option("--out", help=N_("The workbook, ending in .xlsx."))]
) -> None:
    """Write the template workbook."""
    try:
        with session.store().read() as reader:
            programme = reader.programme
    except NoDatabase:
        programme = session.programme
    write_template(programme, out, session.language)
    session.show({"file": str(out)}, lambda: typer.echo(str(out)))


def export(
    session: Session,
    who: Person,
    out: Annotated[Path, typer.Option("--out", help=N_("The workbook, ending in .xlsx."))],
    sheet: Annotated[list[str] | None, typer.Option("--sheet", help=N_("Only this sheet."))] = None,
    owner: Annotated[str | None, typer.Option("--owner", help=N_("Only the sheets that this owner keeps."))] = None,
) -> None:
    """Write the current rows in the form of the template, to be changed and imported again."""
    store = session.store()
    with store.read() as reader:
        registers = sheets_asked(reader.programme, sheet or (), owner)
    content = export_rows(store, who, CurrentRowsAsked(registers, session.language), at=now())
    with beside(out) as part:
        part.write_bytes(content)
    shown = {"file": str(out), "sheets": [sheet_word(session.programme, name) for name in registers]}
    session.show(shown, lambda: typer.echo(str(out)))


def remind(
    session: Session,
    who: Person,
    out: Annotated[Path, typer.Option("--out", help=N_("Folder for the mails."))],
    on: Annotated[str | None, typer.Option("--on", help=N_("The day on which is asked; otherwise today."))] = None,
) -> None:
    """Write a ready mail for each role whose sheets are overdue or due soon; nothing is sent."""
    store, words, day = session.store(), session.words, given_day(on) or today()
    found = reminders(store, who, day, session.language, at=now())
    mails = []
    for asked, draft in found.drafts:
        file = out / reminder_file(asked.role, day, words)
        write_whole(file, reminder_mail(store, who, MailAsked(asked.role.nl, day, session.language), at=now()))
        mails.append(_mail_json(file, asked, addressed=bool(draft.email), words=words))
    nothing = words("No sheet is overdue, and none is due soon: nobody needs to be asked for anything.")
    lines = [*(_mail_line(mail, words) for mail in mails), *filter(None, [words.say(found.nobodys)])]
    session.show({"on": day.isoformat(), "mails": mails}, lambda: typer.echo("\n".join(lines or [nothing])))


def _mail_json(file: Path, asked: Asked, *, addressed: bool, words: Words) -> dict[str, Any]:
    """A mail without its address, which stands in the mail alone."""
    sheets = [
        {"sheet": each.label, "due": each.due.isoformat() if each.due else None, "overdue": each.overdue}
        for each in asked.sources
    ]
    return {"file": str(file), "role": words.say(asked.role), "addressed": addressed, "sheets": sheets}


def _mail_line(mail: dict[str, Any], words: Words) -> str:
    return mail["file"] if mail["addressed"] else words("{file} (the address book has nobody yet)", file=mail["file"])


def revisions(session: Session) -> None:
    """List the revisions, the latest first."""
    found = session.store().revisions()
    session.show({"revisions": [_revision_json(one) for one in found]}, lambda: print_revisions(found, session.words))


def undo(session: Session, who: Person, number: Annotated[int, typer.Argument(min=1)]) -> None:
    """Take back a revision; what later revisions changed is listed and left alone."""
    undone = take_back(session.store(), who, number, at=now())
    left = [{"sheet": sheet_word(session.programme, name), "key": key} for name, key in undone.left_alone]
    found = {"revision": undone.revision, "undone": number, "left_alone": left}
    lines = [session.words("Revision {undone} was taken back by revision {revision}.", **found)]
    lines += [session.words("Left alone, because changed later: {sheet} {key}", **row) for row in left]
    session.show(found, lambda: typer.echo("\n".join(lines)))


def _revision_json(one: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "revision": one.number,
        "by": one.by,
        "at": one.at.isoformat(),
        "files": list(one.files),
        "sample": one.sample,
        "undoes": one.undoes,
        "undone_by": one.undone_by,
        "written": dict(one.written),
        "retired": dict(one.retired),
        "note": one.note,
    }
