"""Commands about bookkeeping: where ledger accounts belong, and which payments settle which pledges."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from kpi.acts.payments import NoSuchPayment, NoSuchPledge, confirm_payments, forget_account, place_accounts
from kpi.cli.session import Session, now, refuse
from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import LedgerAccountLine
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.store import Store
from kpi.intake.books.bank_statement import parted, read_statements
from kpi.intake.books.bookings import Account
from kpi.intake.books.pledge_payments import Match, Pledge, already_confirmed, matches, pledges
from kpi.intake.books.statement_entries import Entry
from kpi.intake.formats.opening import unzipped
from kpi.intake.problems import file_problem
from kpi.intake.recognise.sheet_names import closest
from kpi.intake.unreadable import Fault, FileRefused
from kpi.intake.values.numerals import in_euro
from kpi.language import N_
from kpi.programme.comparable_names import name_key
from kpi.roles_and_acts import Person
from kpi.sentences import listed, say
from kpi.views.sources.import_sentences import left_out_line, why_none


class UnknownLine(Refusal):
    """A budget line was named that the programme hasn't."""

    template = N_("“{line}” is not a budget line of the programme; closest: {known}.")


@dataclass(frozen=True, slots=True)
class AccountAnswer:
    """An account with what is said of it: a budget line, none, or to be asked again."""

    code: Annotated[str | None, typer.Argument(help=N_("The ledger account; without it all answers are listed."))] = (
        None
    )
    line: Annotated[str | None, typer.Argument(help=N_("Its budget line, by id or title."))] = None
    centre: Annotated[str, typer.Option("--centre", help=N_("Only with this cost centre."))] = ""
    outside: Annotated[bool, typer.Option("--outside", help=N_("It is no part of the programme."))] = False
    forget: Annotated[bool, typer.Option("--forget", help=N_("Ask for it again from now on."))] = False
    reason: Annotated[str, typer.Option("--reason", help=N_("Why; kept with the choice."))] = ""


def account_(session: Session, who: Person, answer: AccountAnswer) -> None:
    """Say once to which budget line a ledger account belongs, list what was said, or take it back."""
    store = session.store()
    if answer.code is not None:
        if [answer.line is not None, answer.outside, answer.forget].count(True) != 1:
            raise typer.BadParameter(session.words("Give a budget line, or --outside, or --forget."))
        account = Account(answer.code, answer.centre)
        if answer.forget:
            forget_account(store, who, account, at=now(), reason=answer.reason)
        else:
            belongs = _line(store, session, answer.line) if answer.line is not None else None
            place_accounts(store, who, [(account, belongs)], at=now(), reason=answer.reason)
    _list(store, session)


def _line(store: Store, session: Session, written: str) -> str:
    """Return the id of the budget line of that id, title or synonym. Raises UnknownLine."""
    with store.read() as reader:
        programme = reader.programme
    line = programme.line_names().get(name_key(written))
    if line is None:
        titles = {title: line.title for line in programme.budget_lines() for title in (line.title.nl, line.title.en)}
        nearest = closest(written, list(titles)) or list(titles)[:6]
        raise UnknownLine(line=written, known=listed(dict.fromkeys(titles[title] for title in nearest)))
    return line


def _list(store: Store, session: Session) -> None:
    with store.read() as reader:
        found = [(made.decision, made.by) for made in decisions(reader, LedgerAccountLine)]
    listed: list[dict[str, Any]] = [
        {"account": each.account, "centre": each.centre, "line": each.line, "by": by} for each, by in found
    ]
    outside = session.words("no part of the programme")
    lines = [f"{Account(each.account, each.centre).name}\t{each.line or outside}\t{by}" for each, by in found]
    nothing = session.words("No account is tied to a budget line yet.")
    session.show({"accounts": listed}, lambda: typer.echo("\n".join(lines) or nothing))


def payments(
    session: Session,
    who: Person,
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm", help=N_("A payment's number, for what is proposed; or number=pledge.")),
    ] = None,
) -> None:
    """Show which payment of a bank statement probably settles which pledge; confirm them one by one."""
    store = session.store()
    given = [each for file in files for each in unzipped(file.name, file.read_bytes())]
    statements, others = parted(given)
    try:
        statement = read_statements(statements or others[:1])
    except FileRefused as refused:
        refuse(session.words.say(file_problem(refused.fault, refused.file or given[0][0]).message))
    with store.read() as reader:
        found = matches(reader, statement.payments)
        left_out = (*statement.left_out, *already_confirmed(reader, statement.payments))
        chosen = [_confirmed(each, found, pledges(reader)) for each in confirm or ()]
    revision = confirm_payments(store, who, statements, chosen, at=now()).number if chosen else None
    answer = {
        "revision": revision,
        "payments": [_match_json(each) for each in found],
        "left_out": [_left_out_json(each) for each in left_out],
        "files_left_out": [{"file": name, "reason": "not_a_statement"} for name, _ in others],
        "confirmed": len(chosen),
    }
    lines = [_match_line(each, session) for each in found]
    lines += [session.words.say(file_problem(Fault("not_a_statement"), name).message) for name, _ in others]
    if left_out:
        lines.append(session.words("No payment, and left out:"))
        lines += [session.words.say(left_out_line(each)) for each in left_out]
    session.show(answer, lambda: typer.echo("\n".join(lines)))


def _confirmed(given: str, found: tuple[Match, ...], known: tuple[Pledge, ...]) -> tuple[int, str]:
    number, _, pledge = given.partition("=")
    match = next((each for each in found if str(each.payment.number) == number.strip()), None)
    if match is None:
        raise NoSuchPayment(number=number)
    wanted = name_key(pledge)
    chosen = next(
        (each for each in known if pledge and name_key(each.title) == wanted), None if pledge else match.pledge
    )
    if chosen is None:
        raise NoSuchPledge(key=pledge or "–")
    return match.payment.number, chosen.key


def _match_json(match: Match) -> dict[str, Any]:
    payment, pledge = match.payment, match.pledge
    return {
        "number": payment.number,
        "date": payment.day.isoformat(),
        "amount": f"{in_euro(payment.cents):.2f}",
        "name": payment.name,
        "file": payment.file,
        "proposed": None if pledge is None else pledge.title,
        "reasons": list(match.reasons),
        "same_as": _same_as_json(match),
        "also_in": list(payment.also_in),
        "offered": [each.title for each in match.offered],
    }


def _same_as_json(match: Match) -> dict[str, Any] | None:
    """The payment that this one probably is: of another statement, or one that was confirmed."""
    like, confirmed = match.payment.like, match.confirmed
    if confirmed is not None:
        return {"file": None, "number": None, "confirmed_for": confirmed.organisation}
    return {"file": like.file, "number": like.number, "confirmed_for": None} if like is not None else None


def _left_out_json(entry: Entry) -> dict[str, Any]:
    return {
        "file": entry.file,
        "number": entry.number,
        "date": entry.day.isoformat() if entry.day else None,
        "amount": None if entry.cents is None else f"{in_euro(entry.cents):.2f}",
        "currency": entry.currency,
        "reason": entry.reason,
        "also_in": entry.again or None,
    }


def _match_line(match: Match, session: Session) -> str:
    payment, words = match.payment, session.words
    proposed = match.pledge.title if match.pledge else words.say(why_none(match) or say("no pledge proposed"))
    amount = words.money(in_euro(payment.cents))
    also = words("also in {file}", file=words.say(listed(payment.also_in))) if payment.also_in else ""
    cells = (str(payment.number), words.short_date(payment.day), amount, payment.name, proposed, also)
    return "\t".join(cells).rstrip("\t")
