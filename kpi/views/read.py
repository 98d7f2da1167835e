"""What each screen reads, by name: (reader, reference date, plan year, …) → frozen values, and its act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kpi.access import Act
from kpi.programme.plan import Programme
from kpi.views.money import contributions_by_organisation, plan_years
from kpi.views.promised import accepted_deviations, changes_log, retargeting, steering_group
from kpi.views.results import activities, indicator, members, pace, vacancies, visibility
from kpi.views.sources import source_cells

CONFIDENTIAL = frozenset({"contributions", "expenses", "subsidy_payments"})
"""Registers whose rows tell what an organisation pays or is paid."""


@dataclass(frozen=True, slots=True)
class Read:
    """A read, and the act that one must be allowed to have its answer."""

    function: Callable[..., Any]
    act: Act


READS: dict[str, Read] = {
    "accepted": Read(accepted_deviations.read, Act.SEE_FIGURES),
    "activities": Read(activities.read, Act.SEE_FIGURES),
    "indicator": Read(indicator.read, Act.SEE_FIGURES),
    "cells": Read(source_cells.read, Act.SEE_ROWS),
    "indicator_rows": Read(indicator.rows, Act.SEE_ROWS),
    "judged_by": Read(retargeting.read_under, Act.SEE_FIGURES),
    "members": Read(members.read, Act.SEE_FIGURES),
    "minutes": Read(steering_group.read, Act.SEE_FIGURES),
    "promises": Read(changes_log.read, Act.SEE_FIGURES),
    "ladder": Read(contributions_by_organisation.read, Act.SEE_CONFIDENTIAL),
    "pace": Read(pace.read, Act.SEE_FIGURES),
    "vacancies": Read(vacancies.read, Act.SEE_FIGURES),
    "visibility": Read(visibility.read, Act.SEE_FIGURES),
    "years": Read(plan_years.read, Act.SEE_FIGURES),
}


def act_of(name: str, programme: Programme, *asked: str | int) -> Act:
    """The act of a read; rows of a register that is confidential are so too."""
    if name in {"indicator_rows", "cells"}:
        measure = programme.indicator(str(asked[0])).measure
        if CONFIDENTIAL & set(measure.registers_read()):
            return Act.SEE_CONFIDENTIAL
    return READS[name].act
