"""Acts of people that change what is recorded, each as a revision with who, when and why.

Each begins by asking ``kpi.access`` whether this person may, whatever page or command it was asked from.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace as replace_fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kpi.access import Act, Person, Role, permit
from kpi.errors import Refusal
from kpi.facts.decisions.acceptances import AcceptedDeviation
from kpi.facts.decisions.minutes import MinutesKind, WrittenMinutes
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store, Undone
from kpi.intake import raw_files
from kpi.intake.delivery import Delivery
from kpi.intake.import_report import ImportProposal
from kpi.intake.proposing import propose
from kpi.language import N_
from kpi.monitor import scorecard
from kpi.report.submitted import submitted_reports
from kpi.score.scores import ACCEPTABLE, IndicatorScore
from kpi.settings import settings


class NotAcceptable(Refusal):
    """A deviation was to be accepted where there is none."""

    template = N_("{indicator} is not behind on {day}, so there is no deviation to accept.")


class IncompleteAcceptance(Refusal):
    """An acceptance without a reason, a name, or with an end before its beginning."""

    template = N_("An accepted deviation needs a reason, a name and an end date that isn't before {day}.")


class SampleNotEmpty(Refusal):
    """The sample was asked for in a database that holds facts."""

    template = N_("The sample only goes into an empty database; this one holds {revision} revisions.")


class NoSample(Refusal):
    """The sample's workbooks aren't there."""

    template = N_("There are no sample workbooks in {folder}; make them with “make sample”.")


class Submitted(Refusal):
    """A revision that holds a submitted report was to be taken back."""

    template = N_("Revision {revision} holds a submitted report, which stays. Correct the facts and report anew.")


def accept_import(store: Store, who: Person, proposal: Proposal, *, at: datetime) -> Revision:
    """Record what an import proposes, in the name of whoever accepts it."""
    permit(store, who, Act.IMPORT, at=at, about=", ".join(upload.name for upload in proposal.uploads))
    done = store.commit(replace_fields(proposal, by=who.by, at=at, act=Act.IMPORT))
    found = settings()
    raw_files.keep(found.raw_files, proposal.uploads, found.keep_raw_days, at.date())
    return done


def decide(
    store: Store,
    who: Person,
    act: Act,
    decisions: Sequence[Decision],
    *,
    at: datetime,
    base: int | None = None,
    note: str = "",
) -> Revision:
    """Record settings made by hand, as one revision; ``base`` is the revision that they were made against.

    Raises NotAllowed when the act isn't this person's, StaleProposal when another revision came in between.
    """
    permit(store, who, act, at=at, about=", ".join(decision.key for decision in decisions))
    against = store.latest() if base is None else base
    return store.commit(Proposal(against, who.by, at, decisions=tuple(decisions), note=note, act=act))


def undo(store: Store, who: Person, number: int, *, at: datetime) -> Undone:
    """Take a revision back, as a new one; one that submitted a report stays. Raises Submitted too."""
    permit(store, who, Act.UNDO, at=at, about=f"revision {number}")
    with store.read() as reader:
        if any(report.recorded == number for report in submitted_reports(reader)):
            raise Submitted(revision=number)
    return store.undo(number, by=who.by, at=at)


def remove_sample(store: Store, who: Person, *, at: datetime) -> Revision:
    """Take the sample data out, as a new revision."""
    permit(store, who, Act.REMOVE_SAMPLE, at=at)
    return store.remove_sample(by=who.by, at=at)


class NoSubject(Refusal):
    """A role was to be given to something that is neither a person nor a domain."""

    template = N_(
        "“{given}” is no e-mail address and no domain; write name@example.org, or @example.org for a whole domain."
    )


class OwnRole(Refusal):
    """Somebody was to take away their own right to give roles: then perhaps nobody has it any more."""

    template = N_("This would take away your own role of admin; let another admin do it.")


SUBJECT = re.compile(r"[^@\s,;]*@[^@\s,;]+\.[^@\s,;]+")


def give_role(store: Store, who: Person, subject: str, role: Role | None, *, at: datetime) -> None:
    """Give a person (e-mail address) or everybody of a domain (``@…``) a role, or take it away with None."""
    permit(store, who, Act.MANAGE_ROLES, at=at, about=subject)
    given = subject.strip().casefold()
    if not SUBJECT.fullmatch(given):
        raise NoSubject(given=subject)
    if given == who.email and role is not Role.ADMIN:
        raise OwnRole
    store.set_role(given, role, by=who.by, at=at)


def accept_deviation(
    store: Store,
    who: Person,
    indicator: str,
    *,
    reason: str,
    by: str,
    on: date,
    until: date,
    at: datetime,
) -> Revision:
    """Accept an indicator's deviation from ``on`` to ``until``, both included (plan: the only status set by hand).

    ``by`` is who accepted it, as the plan's readers know them; ``who`` is whoever records that.
    """
    permit(store, who, Act.ACCEPT_DEVIATION, at=at, about=indicator)
    if not reason.strip() or not by.strip() or until < on:
        raise IncompleteAcceptance(day=on.isoformat())
    with store.read() as reader:
        base = reader.revision
        scores: dict[str, IndicatorScore] = {score.id: score for score in scorecard(reader, on)}
    if scores[indicator].computed_status not in ACCEPTABLE:
        raise NotAcceptable(indicator=store.filed.indicator(indicator).title.nl, day=on.isoformat())
    decision = _acceptance(indicator, reason=reason, by=by, on=on, until=until)
    return decide(store, who, Act.ACCEPT_DEVIATION, (decision,), at=at, base=base)


def _acceptance(indicator: str, *, reason: str, by: str, on: date, until: date) -> Decision:
    return AcceptedDeviation(indicator, on, until, by.strip()).decision(reason.strip())


def read_files(
    store: Store,
    files: list[tuple[str, bytes]],
    *,
    by: str,
    at: datetime,
    partial: bool = False,
    replace: frozenset[str] = frozenset(),
    sample: bool = False,
    progress: Callable[[float], None] | None = None,
) -> ImportProposal:
    """Read files against the latest revision and work out what they change; nothing is stored yet."""
    raw_files.clear(store, raw_files.past(settings().raw_files, at.date()), by=by, at=at)
    with store.read() as reader:
        return propose(reader, Delivery(files, by, at, partial, replace, sample), progress)


def fill_with_sample(store: Store, folder: Path, *, by: str, at: datetime) -> Revision:
    """Fill an empty database with the sample workbooks, through the same intake as any other file.

    The deviations of ``accepted.toml`` and the minutes of ``minutes.toml`` in that folder, if any, go into the same
    revision.
    """
    if store.latest():
        raise SampleNotEmpty(revision=store.latest())
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.xlsx"))]
    if not files:
        raise NoSample(folder=folder)
    proposed = read_files(store, files, by=by, at=at, sample=True)
    if proposed.proposal is None:
        raise NoSample(folder=folder)
    filled = replace_fields(
        proposed.proposal, decisions=(*_sample_acceptances(folder), *_sample_minutes(folder)), act=Act.IMPORT
    )
    return store.commit(filled)


def _sample_acceptances(folder: Path) -> tuple[Decision, ...]:
    return tuple(_acceptance(**accepted) for accepted in _listed(folder, "accepted"))


def _sample_minutes(folder: Path) -> tuple[Decision, ...]:
    return tuple(
        WrittenMinutes(MinutesKind(entry["kind"]), entry["day"], number, entry["about"], entry["text"]).decision()
        for number, entry in enumerate(_listed(folder, "minutes"), start=1)
    )


def _listed(folder: Path, name: str) -> list[dict[str, Any]]:
    """The tables of ``<name>.toml`` in the folder; none when there is no such file."""
    path = folder / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))[name] if path.exists() else []
