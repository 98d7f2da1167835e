"""Settings made by hand, in words: each as a few lines, and the log of their changes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction

from kpi.facts.decisions.decision_kinds import ProgrammeSetting
from kpi.facts.decisions.programme_changes import DecisionChange, decision_changes
from kpi.facts.reader import Reader
from kpi.language import N_
from kpi.programme.drafting import DAYS
from kpi.programme.framework import Target
from kpi.programme.plan import PREFIX, Indicator, Output, Programme
from kpi.programme.set_by_hand import Unfit, with_setting
from kpi.roles_and_acts import Act
from kpi.sentences import Said, listed, say, with_note
from kpi.views.promised.grant import GRANT_FIELDS, grant_field
from kpi.views.read import Read
from kpi.views.table import Table, headings, table
from kpi.views.value_words import author, choice_word, declared_baseline, distance, figure, target_figure, title_of

LIMITS: dict[str, str] = {
    "on_track": N_("On track from this part of what is expected"),
    "attention": N_("Attention from this part of what is expected"),
    "too_early": N_("Not judged in the first part of the time"),
    "share_margin": N_("A share asks for attention up to this far under its target"),
    "rate_attention": N_("An average asks for attention from this part of its target"),
    "missing_limit": N_("A goal has no score when more than this lacks a value"),
    "balance_warning": N_("Warning when one phase leads the other by more than"),
    "budget_attention": N_("A budget line asks for attention when it runs ahead by more than this leaves of 100%"),
}
OPEN_DAYS = N_("Open for long after so many days")
IN_POINTS = {"share_margin", "balance_warning"}
"""Limits that are a difference of shares, in percentage points."""


def read(reader: Reader, as_of: date, plan_year: str) -> tuple[DecisionChange, ...]:
    """Everything that was ever set of the programme, up to the reader's revision, the latest first."""
    return decision_changes(reader, ProgrammeSetting)


READ: Read[tuple[DecisionChange, ...]] = Read(read, Act.SEE_FIGURES)


def targets_table(programme: Programme) -> Table:
    """Every target that the plan promises, with the day on which it is due."""
    rows = [
        [i.title, target_figure(t, i.unit, i.noun), say.date(t.due)] for i in programme.indicators for t in i.targets
    ]
    return table(headings("Indicator", "Target", "Due"), rows, ("target",))


def headline(steps: Sequence[DecisionChange]) -> Said:
    """The number of settings that differ from the programme's file, and the day of the last change."""
    keys = keys_held(steps)
    if not keys:
        return say("Everything is as the programme file has it.")
    return say.plural(
        "{n} setting takes the place of what the programme file has; the last change was on {day}.",
        "{n} settings take the place of what the programme file has; the last change was on {day}.",
        len(keys),
        day=say.date(max(step.at for step in steps).astimezone().date()),
    )


def log_table(steps: Iterable[DecisionChange], programme: Programme) -> Table:
    """The steps in words, the latest first; where nothing was set before or after, the file's own value stands."""
    rows = [
        [
            say.short_date(step.at.astimezone().date()),
            subject(step.key, programme),
            *(told(step.key, value, programme) for value in (step.before, step.after)),
            step.reason,
            author(step.by),
            say.number(step.revision),
        ]
        for step in steps
    ]
    return table(headings("When", "What", "From", "To", "Why", "Who", "Revision"), rows, figures=("revision",))


def subject(key: str, programme: Programme) -> Said:
    """The subject of a setting's key: its kind and the name of its indicator, line or plan year."""
    kind, *names = key.removeprefix(PREFIX).split("/")
    title = say(KINDS[kind][0]) if kind in KINDS else kind
    titled: dict[str, tuple[Indicator | Output, ...]] = dict.fromkeys(OF_INDICATORS, programme.indicators)
    titled["output"] = programme.outputs
    return listed([title, *(title_of(name, titled.get(kind, ())) for name in names)], ": ")


def told(key: str, value: str | None, programme: Programme) -> Said:
    """The value of a setting in words; what can't be read (any more) stands as it was kept."""
    kind, *names = key.removeprefix(PREFIX).split("/")
    try:
        with_it = programme.filed if value is None else with_setting(programme.filed, key, value)
        return KINDS[kind][1](with_it, *names)
    except (Unfit, KeyError, StopIteration):
        return value or "–"


def _targets(programme: Programme, name: str) -> Said:
    """Targets as *40 bedrijven op 31-12-2018 (pad afgesproken)*, one after the other."""
    indicator = programme.indicator(name)
    return listed(
        (
            say(
                "{value} on {day}{path}",
                value=target_figure(target, indicator.unit, indicator.noun),
                day=say.short_date(target.due),
                path=_path(target),
            )
            for target in indicator.targets
        ),
        "; ",
    )


def _path(target: Target) -> Said:
    if target.planned:
        return say(" (planned for {day})", day=say.short_date(target.planned))
    return say(" (path agreed)") if target.agreed else ""


def _levels(programme: Programme, name: str) -> Said:
    indicator = programme.indicator(name)
    levels = [
        with_note(
            listed((level.year, figure(level.value, indicator.unit)), ": "), say("assumed") if level.assumed else ""
        )
        for level in indicator.levels
    ]
    return listed(levels or ["–"], "; ")


def _baseline(programme: Programme, name: str) -> Said:
    return declared_baseline(programme.indicator(name))


def _definition(programme: Programme, name: str) -> Said:
    definition = programme.indicator(name).definition
    texts = (definition.sentence, definition.population, definition.owner)
    return listed((*texts, definition.source), " · ")


def _thresholds(programme: Programme) -> Said:
    limits = programme.thresholds
    values = {name: Fraction(getattr(limits, name)) for name in LIMITS}
    told: dict[str, Said] = {
        name: distance(n, "share") if name in IN_POINTS else say.share(n) for name, n in values.items()
    }
    if limits.open_days:
        told[DAYS] = say.number(limits.open_days)
    return listed((listed((say({**LIMITS, DAYS: OPEN_DAYS}[name]), value), ": ") for name, value in told.items()), "; ")


def _grant(programme: Programme, plan_year: str) -> Said:
    grant = programme.grant(plan_year)
    if grant is None:
        return "–"
    fields = {name: grant_field(grant, name) for name in GRANT_FIELDS}
    return listed((listed((say(GRANT_FIELDS[name]), text), ": ") for name, text in fields.items() if text != "–"), "; ")


def _financing(programme: Programme, plan_year: str) -> Said:
    financing = programme.financing_of(plan_year)
    if financing is None:
        return "–"
    asked, planned = say.money(financing.subsidy_asked), say.money(financing.cofinancing_planned)
    return say("subsidy asked {asked}; co-financing planned {planned}", asked=asked, planned=planned)


def _budget(programme: Programme, plan_year: str, day: str) -> Said:
    budget = next((b for b in programme.budget_versions(plan_year) if str(b.approved_on) == day), None)
    if budget is None:
        return "–"
    return say("{total} over {n} lines", total=say.money(budget.total), n=say.number(len(budget.lines)))


def _output(programme: Programme, name: str) -> Said:
    output = next(output for output in programme.outputs if output.id == name)
    return say.number(output.planned)


def _choice(programme: Programme, list_id: str, name: str) -> Said:
    choice = next((choice for choice in programme.choices(list_id) if choice.id == name), None)
    if choice is None:
        return "–"
    since, until = (say.short_date(day) if day else "" for day in (choice.valid_from, choice.valid_until))
    return with_note(choice_word(programme, list_id, name), listed((since, " – ", until), "") if since or until else "")


OF_INDICATORS = ("targets", "levels", "baseline", "definition")
KINDS: dict[str, tuple[str, Callable[..., Said]]] = {
    "targets": (N_("Targets"), _targets),
    "levels": (N_("Interim levels"), _levels),
    "baseline": (N_("Baseline"), _baseline),
    "definition": (N_("Definition"), _definition),
    "thresholds": (N_("Thresholds"), _thresholds),
    "grant": (N_("Grant"), _grant),
    "financing": (N_("Financing"), _financing),
    "budget": (N_("Budget"), _budget),
    "output": (N_("Planned output"), _output),
    "choice": (N_("List"), _choice),
}
"""Each kind of setting with its title, and what tells its value."""


def of_kinds(steps: Iterable[DecisionChange], *kinds: str) -> tuple[DecisionChange, ...]:
    """The steps of some kinds of settings; all of them when none is named."""
    return tuple(step for step in steps if not kinds or step.key.removeprefix(PREFIX).split("/")[0] in kinds)


def keys_held(steps: Iterable[DecisionChange]) -> tuple[str, ...]:
    """The keys under which something is set now."""
    latest: dict[str, DecisionChange] = {}
    for step in steps:
        latest.setdefault(step.key, step)
    return tuple(sorted(key for key, step in latest.items() if step.after is not None))
