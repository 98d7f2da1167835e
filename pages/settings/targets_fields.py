"""The fields for targets, levels, baselines and thresholds, filled with the settings in force."""

from collections.abc import Sequence
from datetime import date
from itertools import cycle

import streamlit as st

from kpi.language import N_, languages
from kpi.programme.drafting import (
    DAYS,
    ChoiceRow,
    Draft,
    TargetRow,
    baseline_draft,
    choices_draft,
    definition_draft,
    levels_draft,
    shown,
    target_row,
    targets_draft,
    thresholds_draft,
)
from kpi.programme.plan import Indicator, Programme
from kpi.views.promised.changes_log import LIMITS, OPEN_DAYS
from kpi.views.read import Question
from kpi.views.results.definition import in_language, unit_word
from pages.shared.setting_form import day, key, number, row

PARTS = {
    "targets": N_("Targets of an indicator"),
    "thresholds": N_("Thresholds for every indicator"),
    "municipalities": N_("Municipalities that count"),
}
KINDS = ("targets", "levels", "baseline", "thresholds", "definition", "choice")
PLACES = "municipality"
NEW_PLACES = 2
DEFINED = {"sentence": N_("Counted"), "population": N_("Population"), "owner": N_("Owner")}
"""The texts of a definition, each in each language."""


def parts(programme: Programme) -> dict[str, str]:
    """What can be set; municipalities only where the programme lists them."""
    return {part: name for part, name in PARTS.items() if part != "municipalities" or programme.choices(PLACES)}


def choose(programme: Programme, question: Question) -> Indicator:
    """The indicator to set the targets of; the choice stands in the link."""
    ids = [indicator.id for indicator in programme.indicators]
    chosen: str = st.selectbox(
        question.words("Indicator"),
        ids,
        key="setting_indicator",
        bind="query-params",
        width=420,
        format_func=lambda id_: programme.indicator(id_).title.in_(question.language),
    )
    return programme.indicator(chosen)


def indicator(indicator: Indicator, question: Question) -> tuple[Draft, ...]:
    """The fields of an indicator; returns the settings that differ from those in force."""
    words = question.words
    st.caption(words("Values in {unit}. An empty row is no target.", unit=unit_word(indicator)))
    rows = _targets(indicator, question)
    years = _levels(indicator, question) if indicator.kind == "yearly" else {}
    value, source = _baseline(indicator, question)
    meaning = _definition(indicator, question)
    return (
        *targets_draft(indicator, rows),
        *levels_draft(indicator, years, words("set by the steering group")),
        *(() if indicator.kind == "rate" else baseline_draft(indicator, value, source)),
        *definition_draft(indicator, meaning),
    )


def _targets(indicator: Indicator, question: Question) -> Sequence[TargetRow]:
    rows = [
        _target(indicator, question, place, target_row(target, indicator.unit))
        for place, target in enumerate(indicator.targets)
    ]
    if indicator.kind != "yearly" or not rows:
        source = question.words("set by the steering group")
        rows.append(_target(indicator, question, len(rows), TargetRow(None, None, agreed=True, source=source)))
    return rows


def _target(indicator: Indicator, question: Question, place: int, target: TargetRow) -> TargetRow:
    words, of = question.words, (indicator.id, place)
    with row("row", *of):
        label = words("Interim target") if target.due is None else words("Target {n}", n=place + 1)
        value = number(label, target.value, "value", *of, width=170)
        limit = number(words("Other bound, of a range"), target.limit, "bound", *of, width=200)
        due = day(words("To be reached on"), target.due, "due", *of, width=170)
        agreed = st.checkbox(words("The path up to it is agreed"), target.agreed, key=key("agreed", *of), width=260)
        planned = target.planned
        if indicator.kind == "stock":
            planned = day(words("On one day, planned for"), planned, "planned", *of, width=200)
    return TargetRow(value, due, agreed, target.source, planned, limit)


def _levels(indicator: Indicator, question: Question) -> dict[int, tuple[float | None, bool]]:
    words, in_force = question.words, {level.year: level for level in indicator.levels}
    levels: dict[int, tuple[float | None, bool]] = {}
    until = indicator.last_target.due.year if indicator.targets else indicator.start.year
    for year in range(indicator.start.year, until):
        level = in_force.get(year)
        with row("year", indicator.id, year):
            at_level = shown(level.value, indicator.unit) if level else None
            value = number(
                words("To be reached in {year}", year=year), at_level, "level", indicator.id, year, width=170
            )
            agreed = st.checkbox(
                words("The even pace within the year is agreed"),
                level.agreed if level else False,
                key=key("pace", indicator.id, year),
                width=300,
            )
        levels[year] = (value, agreed)
    return levels


def _baseline(indicator: Indicator, question: Question) -> tuple[float | None, str]:
    words = question.words
    if indicator.kind == "rate":
        return None, ""
    with row("base", indicator.id):
        baseline = shown(indicator.baseline, indicator.unit)
        value = number(words("Baseline"), baseline, "baseline", indicator.id, width=170)
        source = st.text_input(
            words("Where it comes from"), indicator.baseline_source, key=key("baseline_source", indicator.id), width=440
        )
    return value, source


def _definition(indicator: Indicator, question: Question) -> dict[tuple[str, str], str]:
    """The definition of the indicator in each language; closed, since it seldom changes."""
    words, in_force = question.words, indicator.definition
    filled: dict[tuple[str, str], str] = {}
    with st.expander(words("Definition"), icon=":material/edit:"):
        for field, label in DEFINED.items():
            for place, language in zip(st.columns(len(languages()), gap="medium"), languages(), strict=True):
                with place:
                    filled[field, language] = st.text_area(
                        words.say(in_language(words(label), language)),
                        getattr(in_force, field).given(language),
                        key=key("definition", indicator.id, field, language),
                        height=100,
                        max_chars=600,
                    )
        filled["source", ""] = st.text_input(
            words("Source"), in_force.source, key=key("definition", indicator.id, "source"), max_chars=200
        )
    return filled


def thresholds(programme: Programme, question: Question) -> tuple[Draft, ...]:
    """The thresholds as percentages; returns those that differ from the ones in force."""
    words = question.words
    st.caption(words("In percent."))
    columns = cycle(st.columns(2, gap="medium"))
    filled = {}
    for column, (name, label) in zip(columns, LIMITS.items(), strict=False):
        with column:
            limit = shown(getattr(programme.thresholds, name), "share")
            filled[name] = number(words(label), limit, "limit", name, min_value=0.0, max_value=100.0)
    if programme.thresholds.open_days:
        filled[DAYS] = number(
            words(OPEN_DAYS), float(programme.thresholds.open_days), "limit", DAYS, min_value=1.0, width=300
        )
    return thresholds_draft(programme, filled)


def municipalities(programme: Programme, question: Question) -> tuple[Draft, ...]:
    """The municipalities of the region, each with the days on which it counts, and places for new ones."""
    words = question.words
    st.caption(words("A vacancy counts in the region when its municipality is on this list on its day."))
    places = programme.choices(PLACES)
    rows = [
        _municipality(place.id, ChoiceRow(place.id, place.label.nl, place.valid_from, place.valid_until), question)
        for place in places
    ]
    rows += [_municipality(f"new_{place}", ChoiceRow(None, "", None, None), question) for place in range(NEW_PLACES)]
    return choices_draft(programme, PLACES, rows, words("set by the steering group"))


def _municipality(name: str, place: ChoiceRow, question: Question) -> ChoiceRow:
    words, looks = question.words, {"min_value": date(1800, 1, 1), "width": 170}
    with row("place", name):
        label = words("Municipality") if place.id else words("New municipality")
        called = st.text_input(label, place.name, key=key("place_name", name), max_chars=80, width=300)
        first = day(words("Counts from"), place.valid_from, "place_from", name, **looks)
        last = day(words("Counts until"), place.valid_until, "place_until", name, **looks)
    return ChoiceRow(place.id, called, first, last)
