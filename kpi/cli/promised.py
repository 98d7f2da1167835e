"""The command about what was promised: the programme in force, as a file."""

from pathlib import Path
from typing import Annotated

import typer

from kpi.acts.exports import export_programme
from kpi.cli.session import RevisionOption, Session, now
from kpi.language import N_
from kpi.rights import Person


def programme(
    session: Session,
    who: Person,
    out: Annotated[Path, typer.Option("--out", help=N_("The programme file to write, ending in .toml."))],
    revision: RevisionOption = None,
) -> None:
    """Write the programme with what was set by hand, as a file that loads to the same values."""
    store = session.store()
    number = store.latest() if revision is None else revision
    text = export_programme(store, who, at=now(), revision=number)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, "utf-8", newline="\n")
    session.show({"file": str(out), "revision": number}, lambda: typer.echo(str(out)))
