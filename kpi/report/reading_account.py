"""Reads the account on a picture: its rows, the texts written so far, and corrections of earlier accounts."""

import json

from kpi.facts.database.gc_pause import paused
from kpi.facts.decisions.history import decisions
from kpi.facts.reader import Reader
from kpi.monitor import Picture
from kpi.report.account import Outline, SubsidyReport, outline, subsidy_report
from kpi.report.reading_rows import evidence
from kpi.report.restatements import restatements


@paused()
def read_report(reader: Reader, picture: Picture) -> SubsidyReport:
    """The account on a picture, with its rows and its texts; by the programme in force."""
    rows = evidence(reader, picture.plan_year, picture.as_of)
    texts = _texts(reader, picture.plan_year)
    return subsidy_report(reader.programme, picture, rows, texts, restatements(reader, picture.as_of))


def read_outline(reader: Reader, picture: Picture) -> Outline:
    """The account on a picture without its rows: as fast with a hundred thousand of them as with none."""
    return outline(reader.programme, picture, _texts(reader, picture.plan_year))


def _texts(reader: Reader, plan_year: str) -> dict[str, str]:
    """The texts written so far, by name."""
    prefix = text_key(plan_year, "")
    return {key.removeprefix(prefix): json.loads(made.value) for key, made in decisions(reader, prefix).items()}


def text_key(plan_year: str, name: str) -> str:
    """The key under which a text of the account is recorded as a decision; its value is the text as JSON."""
    return f"report/{plan_year}/{name}"
