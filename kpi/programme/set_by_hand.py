"""Settings of a programme made by hand, each applied over the values of the file. Pure.

What is set by hand is a decision with a key and a value in JSON, those under ``programme/``:

    targets/<indicator>             all targets of an indicator, interim ones included
    levels/<indicator>              what a yearly indicator is to reach in the years before its target
    baseline/<indicator>            its baseline and where that comes from
    definition/<indicator>          its sentence, population, source or owner
    thresholds                      some or all of the thresholds
    grant/<plan year>               some or all settings of the grant; a grant that the file lacks is given whole
    financing/<plan year>           subsidy asked and co-financing planned
    budget/<plan year>/<day>        a budget that was approved on that day
    output/<output>                 how many of a delivery are planned
    choice/<list>/<id>              a value of a list, such as a municipality with its dates of validity

Values have the shape that they have in the file; amounts and dates may be texts. A key that is withdrawn gives the
file's own value back.
"""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from kpi.language import N_
from kpi.programme.faults import NO_SUCH_SETTING, shape_findings
from kpi.programme.finance import Budget, Financing, Grant
from kpi.programme.framework import Level, Target, Thresholds
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.plan import PREFIX, Definition, Indicator, Programme
from kpi.programme.vocabulary import Choice
from kpi.sentences import say, with_known

Value = dict[str, Any] | list[Any]
M = TypeVar("M", bound=BaseModel)
NO_SUCH_THING = N_("The programme has nothing of that name to set.")
NOT_JSON = N_("This value can't be read.")


class Unfit(Exception):
    """A value that can't be applied, with what is wrong with it."""

    def __init__(self, *findings: ProgrammeFinding) -> None:
        super().__init__()
        self.findings = findings


def with_setting(programme: Programme, key: str, text: str) -> Programme:
    """Return a programme with one setting more, not checked against the others. Raises Unfit."""
    return _applied(programme, key.removeprefix(PREFIX), text)


def _applied(programme: Programme, key: str, text: str) -> Programme:
    kind, *subject = key.split("/")
    apply = KINDS.get(kind)
    if apply is None or len(subject) != SUBJECTS[kind]:
        raise Unfit(ProgrammeFinding(key, say(NO_SUCH_THING)))
    try:
        value = json.loads(text, parse_float=Decimal)
        return apply(programme, value, *subject)
    except json.JSONDecodeError as error:
        raise Unfit(ProgrammeFinding(key, say(NOT_JSON))) from error
    except (KeyError, StopIteration) as error:
        raise Unfit(ProgrammeFinding(key, say(NO_SUCH_THING))) from error
    except ValidationError as error:
        raise Unfit(*shape_findings({key: value}, error, under=key)) from error


def _indicator(programme: Programme, indicator_id: str, changes: dict[str, Any]) -> Programme:
    changed = programme.indicator(indicator_id).model_copy(update=changes)
    return _replaced(programme, "indicators", changed, lambda indicator: indicator.id == indicator_id)


def _targets(programme: Programme, value: Value, indicator: str) -> Programme:
    return _indicator(programme, indicator, {"targets": TypeAdapter(tuple[Target, ...]).validate_python(value)})


def _levels(programme: Programme, value: Value, indicator: str) -> Programme:
    return _indicator(programme, indicator, {"levels": TypeAdapter(tuple[Level, ...]).validate_python(value)})


def _baseline(programme: Programme, value: dict[str, Any], indicator: str) -> Programme:
    checked = _merged(Indicator, programme.indicator(indicator), value, "baseline", "baseline_source")
    return _indicator(programme, indicator, {n: getattr(checked, n) for n in ("baseline", "baseline_source")})


def _definition(programme: Programme, value: dict[str, Any], indicator: str) -> Programme:
    changed = _merged(Definition, programme.indicator(indicator).definition, value)
    return _indicator(programme, indicator, {"definition": changed})


def _thresholds(programme: Programme, value: dict[str, Any]) -> Programme:
    return programme.model_copy(update={"thresholds": _merged(Thresholds, programme.thresholds, value)})


def _grant(programme: Programme, value: dict[str, Any], plan_year: str) -> Programme:
    changed = _merged(Grant, programme.grant(plan_year), {**value, "plan_year": plan_year})
    return _replaced(programme, "grants", changed, lambda grant: grant.plan_year == plan_year)


def _financing(programme: Programme, value: dict[str, Any], plan_year: str) -> Programme:
    changed = _merged(Financing, programme.financing_of(plan_year), {**value, "plan_year": plan_year})
    return _replaced(programme, "financing", changed, lambda financing: financing.plan_year == plan_year)


def _budget(programme: Programme, value: dict[str, Any], plan_year: str, day: str) -> Programme:
    budget = Budget.model_validate({**value, "plan_year": plan_year, "approved_on": day})
    same = (plan_year, budget.approved_on)
    return _replaced(programme, "budgets", budget, lambda entry: (entry.plan_year, entry.approved_on) == same)


def _output(programme: Programme, value: dict[str, Any], output_id: str) -> Programme:
    output = next(output for output in programme.outputs if output.id == output_id)
    changed = _merged(type(output), output, value, "planned")
    return _replaced(programme, "outputs", changed, lambda output: output.id == output_id)


def _choice(programme: Programme, value: dict[str, Any], list_id: str, choice_id: str) -> Programme:
    choices = list(programme.lists[list_id])
    old = next((choice for choice in choices if choice.id == choice_id), None)
    changed = _merged(Choice, old, {**value, "id": choice_id})
    kept = [changed if choice is old else choice for choice in choices] + ([] if old else [changed])
    return programme.model_copy(update={"lists": {**programme.lists, list_id: tuple(kept)}})


def _merged(shape: type[M], old: M | None, value: dict[str, Any], *only: str) -> M:
    """The old values with the new ones over them; ``only``: nothing but these may be given."""
    if not isinstance(value, dict):
        return shape.model_validate(value)
    wrong = sorted(set(value) - set(only)) if only else []
    if wrong:
        raise Unfit(*(ProgrammeFinding(name, with_known(say(NO_SUCH_SETTING), name, only)) for name in wrong))
    return shape.model_validate({**(old.model_dump() if old else {}), **value})


def _replaced(programme: Programme, field: str, new: Any, same: Callable[[Any], bool]) -> Programme:  # noqa: ANN401
    """Return the programme with an entry in the place of its former version; at the end where there is none."""
    old = getattr(programme, field)
    kept = tuple(new if same(entry) else entry for entry in old)
    return programme.model_copy(update={field: kept if any(map(same, old)) else (*kept, new)})


KINDS: dict[str, Callable[..., Programme]] = {
    "targets": _targets,
    "levels": _levels,
    "baseline": _baseline,
    "definition": _definition,
    "thresholds": _thresholds,
    "grant": _grant,
    "financing": _financing,
    "budget": _budget,
    "output": _output,
    "choice": _choice,
}
SUBJECTS = {**dict.fromkeys(KINDS, 1), "thresholds": 0, "budget": 2, "choice": 2}
"""The number of names that follow the kind in a key."""


def setting_key(kind: str, *subject: str | date) -> str:
    """The key under which something of the programme is set.

    >>> setting_key("budget", "2017-2018", date(2018, 3, 1))
    'programme/budget/2017-2018/2018-03-01'
    """
    return PREFIX + "/".join([kind, *map(str, subject)])
