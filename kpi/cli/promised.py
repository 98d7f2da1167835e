"""The command about what was promised: the programme in force, as a file."""

from pathlib import Path
from typing import Annotated

import typer

from kpi.cli.session import Database, Json, Lang, RevisionOption, session, show
from kpi.language import N_
from kpi.programme.toml_text import programme_toml


def programme(
    out: Annotated[Path, typer.Option("--out", help=N_("The programme file to write, ending in .toml."))],
    revision: RevisionOption = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Write the programme with what was set by hand, as a file that loads to the same values."""
    asked = session(lang, database)
    with asked.store().read(revision) as reader:
        held, number = reader.programme, reader.revision
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(programme_toml(held), "utf-8", newline="\n")
    show(as_json, {"file": str(out), "revision": number}, lambda: typer.echo(str(out)))
