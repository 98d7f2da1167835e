"""Commands about bookkeeping: where ledger accounts belong."""

from typing import Annotated, Any

import typer

from kpi.cli.session import By, Database, Json, Lang, Session, myself, now, session, show
from kpi.facts.setting import programme_at
from kpi.facts.store import Store
from kpi.intake.accounts import Account, kept_answers
from kpi.language import N_
from kpi.mending.accounts import forget_account, line_named, place_accounts

Reason = Annotated[str, typer.Option("--reason", help=N_("Why; kept with the choice."))]


def account_(
    code: Annotated[
        str | None, typer.Argument(help=N_("The ledger account; without it all answers are listed."))
    ] = None,
    line: Annotated[str | None, typer.Argument(help=N_("Its budget line, by id or title."))] = None,
    centre: Annotated[str, typer.Option("--centre", help=N_("Only with this cost centre."))] = "",
    outside: Annotated[bool, typer.Option("--outside", help=N_("It is no part of the programme."))] = False,
    forget: Annotated[bool, typer.Option("--forget", help=N_("Ask for it again from now on."))] = False,
    reason: Reason = "",
    by: By = None,
    as_json: Json = False,
    database: Database = None,
    lang: Lang = "nl",
) -> None:
    """Say once to which budget line a ledger account belongs, list what was said, or take it back."""
    asked = session(lang, database)
    store = asked.store()
    if code is not None:
        if [line is not None, outside, forget].count(True) != 1:
            raise typer.BadParameter(asked.words("Give a budget line, or --outside, or --forget."))
        one = Account(code, centre)
        if forget:
            forget_account(store, myself(by), one, at=now(), reason=reason)
        else:
            belongs = _line(store, asked, line) if line is not None else None
            place_accounts(store, myself(by), [(one, belongs)], at=now(), reason=reason)
    _list(store, asked, as_json)


def _line(store: Store, asked: Session, written: str) -> str:
    with store.read() as reader:
        return line_named(programme_at(reader, asked.programme), written)


def _list(store: Store, asked: Session, as_json: bool) -> None:
    with store.read() as reader:
        found = [(each, answer.line, by) for each, answer, by in kept_answers(reader)]
    listed: list[dict[str, Any]] = [
        {"account": each.code, "centre": each.centre, "line": line, "by": by} for each, line, by in found
    ]
    outside = asked.words("no part of the programme")
    lines = [f"{each.name}\t{line or outside}\t{by}" for each, line, by in found]
    nothing = asked.words("No account is tied to a budget line yet.")
    show(as_json, {"accounts": listed}, lambda: typer.echo("\n".join(lines) or nothing))
