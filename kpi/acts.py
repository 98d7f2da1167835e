"""Acts of people that change what is recorded, each as a revision with who, when and why."""

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace as replace_fields
from datetime import date, datetime
from pathlib import Path

from kpi.errors import Refusal
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.setting import programme_at
from kpi.facts.store import Store
from kpi.intake.proposing import ImportProposal, propose
from kpi.language import N_
from kpi.monitor import scorecard
from kpi.programme.model import Programme
from kpi.score.model import IndicatorScore
from kpi.score.rules import ACCEPTABLE


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


def accept(
    store: Store, programme: Programme, indicator: str, *, reason: str, by: str, on: date, until: date, at: datetime
) -> Revision:
    """Accept an indicator's deviation from ``on`` to ``until``, both included (plan: the only status set by hand)."""
    if not reason.strip() or not by.strip() or until < on:
        raise IncompleteAcceptance(day=on.isoformat())
    with store.read() as reader:
        base = reader.revision
        scores: dict[str, IndicatorScore] = {score.id: score for score in scorecard(reader, programme, on)}
    if scores[indicator].computed_status not in ACCEPTABLE:
        raise NotAcceptable(indicator=programme.indicator(indicator).title.nl, day=on.isoformat())
    decision = _acceptance(indicator, reason=reason, by=by, on=on, until=until)
    return store.commit(Proposal(base=base, by=by.strip(), at=at, decisions=(decision,)))


def _acceptance(indicator: str, *, reason: str, by: str, on: date, until: date) -> Decision:
    value = json.dumps({"by": by.strip(), "on": on.isoformat(), "until": until.isoformat()})
    return Decision(f"accepted/{indicator}", value, reason.strip())


def import_files(
    store: Store,
    programme: Programme,
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
    with store.read() as reader:
        held = programme_at(reader, programme)
        return propose(
            held, reader, files, by=by, at=at, partial=partial, replace=replace, sample=sample, progress=progress
        )


def fill_with_sample(store: Store, programme: Programme, folder: Path, *, by: str, at: datetime) -> Revision:
    """Fill an empty database with the sample workbooks, through the same intake as any other file.

    The deviations of ``accepted.toml`` in that folder, if any, are accepted in the same revision.
    """
    if store.latest():
        raise SampleNotEmpty(revision=store.latest())
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.xlsx"))]
    if not files:
        raise NoSample(folder=folder)
    proposed = import_files(store, programme, files, by=by, at=at, sample=True)
    if proposed.proposal is None:
        raise NoSample(folder=folder)
    return store.commit(replace_fields(proposed.proposal, decisions=_sample_acceptances(folder)))


def _sample_acceptances(folder: Path) -> tuple[Decision, ...]:
    path = folder / "accepted.toml"
    if not path.exists():
        return ()
    return tuple(_acceptance(**accepted) for accepted in tomllib.loads(path.read_text("utf-8"))["accepted"])
