"""The command about what was promised: the programme in force, as a file."""

from pathlib import Path
from typing import Annotated

import typer

from kpi.acts.exports import export_programme
from kpi.cli.session import By, Database, Json, Lang, RevisionOption, myself, now, session, show
from kpi.language import N_


def programme(
    out: Annotated[Path, typer.Option("--out", help=N_("The programme file to write, ending in .toml."))],
    revision: RevisionOption = None,
    by: By = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Write the programme with what was set by hand, as a file that loads to the same values."""
    asked = session(lang, database)
    store = asked.store()
    number = store.latest() if revision is None else revision
    text = export_programme(store, myself(by), at=now(), revision=number)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, "utf-8", newline="\n")
    show(as_json, {"file": str(out), "revision": number}, lambda: typer.echo(str(out)))
