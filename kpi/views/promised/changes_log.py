"""What was set by hand, in words: each setting as a few lines, and the log of who changed which from what to what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kpi.facts.decisions.programme_changes import DecisionChange, decision_changes
from kpi.facts.reader import Reader
from kpi.language import N_, Words
from kpi.programme.finance import Budget
from kpi.programme.plan import Indicator, Level, Programme, Target
from kpi.programme.set_by_hand import PREFIX, Unfit, with_setting
from kpi.rights import Act
from kpi.views.promised.grant import GRANT_FIELDS, grant_field
from kpi.views.read import Read
from kpi.views.table import Table, table
from kpi.views.value_words import choice_word, figure

LIMITS: dict[str, str] = {
    "on_track": N_("On track from this part of what is expected"),
    "attention": N_("Attention from this part of what is expected"),
    "too_early": N_("Not judged in the first part of the time"),
    "share_margin": N_("A share asks for attention up to this far under its target"),
    "rate_attention": N_("An average asks for attention from this part of its target"),
    "missing_limit": N_("A goal has no score when more than this lacks a value"),
    "balance_warning": N_("Warning when branding leads the evidence by more than"),
    "budget_attention": N_("A budget line asks for attention from this part of it"),
}


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A change of one setting: of what, from and to in words, why, by whom and when, in which revision."""

    key: str
    subject: str
    before: str
    after: str
    reason: str
    by: str
    at: datetime
    revision: int


def read(reader: Reader, as_of: date, plan_year: str) -> tuple[DecisionChange, ...]:
    """Everything that was ever set of the programme, up to the reader's revision, the latest first."""
    return decision_changes(reader, PREFIX)


READ: Read[tuple[DecisionChange, ...]] = Read(read, Act.SEE_FIGURES)


def targets_table(programme: Programme, words: Words) -> Table:
    """Every target that the plan promises, with the day on which it is due."""
    rows = [
        [i.title.in_(words.language), figure(words, t.value, i.unit, i.noun.in_(words.language)), words.date(t.due)]
        for i in programme.indicators
        for t in i.targets
    ]
    return table([words("Indicator"), words("Target"), words("Due")], rows, (1,))


def headline(found: Sequence[DecisionChange], words: Words) -> str:
    """How much of the programme is set otherwise than its file has it, and since when."""
    keys = keys_held(found)
    if not keys:
        return words("Everything is as the programme file has it.")
    return words.plural(
        "{n} setting takes the place of what the programme file has; the last change was on {day}.",
        "{n} settings take the place of what the programme file has; the last change was on {day}.",
        len(keys),
        day=words.date(max(step.at for step in found).astimezone().date()),
    )


def log(found: Iterable[DecisionChange], programme: Programme, words: Words) -> tuple[SettingChange, ...]:
    """The steps in words; where nothing was set before or after, the file's own value stands."""
    return tuple(
        SettingChange(
            step.key,
            subject(step.key, programme, words),
            told(step.key, step.before, programme, words),
            told(step.key, step.after, programme, words),
            step.reason,
            step.by,
            step.at,
            step.revision,
        )
        for step in found
    )


def log_table(changes: Iterable[SettingChange], words: Words) -> Table:
    """The log as a table, the latest first."""
    headings = [words("When"), words("What"), words("From"), words("To"), words("Why"), words("Who"), words("Revision")]
    rows = [
        [
            words.short_date(c.at.astimezone().date()),
            c.subject,
            c.before,
            c.after,
            c.reason,
            c.by,
            words.number(c.revision),
        ]
        for c in changes
    ]
    return table(headings, rows, figures=(6,))


def subject(key: str, programme: Programme, words: Words) -> str:
    """What a key is about: the kind of setting and the name of its subject."""
    kind, *names = key.removeprefix(PREFIX).split("/")
    title = words(TITLES[kind]) if kind in TITLES else kind
    return ": ".join([title, *(_name(kind, one, programme, words) for one in names)])


def _name(kind: str, name: str, programme: Programme, words: Words) -> str:
    if kind in {"targets", "levels", "baseline", "definition"}:
        return next((one.title.in_(words.language) for one in programme.indicators if one.id == name), name)
    if kind == "output":
        return next((one.title.in_(words.language) for one in programme.outputs if one.id == name), name)
    return name


def told(key: str, value: str | None, programme: Programme, words: Words) -> str:
    """The value of a setting in words; what can't be read (any more) stands as it was kept."""
    kind, *names = key.removeprefix(PREFIX).split("/")
    try:
        held = programme.filed if value is None else with_setting(programme.filed, key, value)
        return TELLERS[kind](held, words, *names)
    except (Unfit, KeyError, StopIteration):
        return value or "–"


def targets_told(indicator: Indicator, words: Words, targets: Sequence[Target] | None = None) -> str:
    """Targets as *40 bedrijven op 31-12-2018 (pad afgesproken)*, one after the other."""
    noun = indicator.noun.in_(words.language)
    return "; ".join(
        words(
            "{value} on {day}{agreed}",
            value=figure(words, target.value, indicator.unit, noun),
            day=words.short_date(target.due),
            agreed=words(" (path agreed)") if target.agreed else "",
        )
        for target in (indicator.targets if targets is None else targets)
    )


def _targets(programme: Programme, words: Words, name: str) -> str:
    return targets_told(programme.indicator(name), words)


def _levels(programme: Programme, words: Words, name: str) -> str:
    indicator = programme.indicator(name)
    return "; ".join(_level(level, indicator, words) for level in indicator.levels) or "–"


def _level(level: Level, indicator: Indicator, words: Words) -> str:
    said = f"{level.year}: {figure(words, level.value, indicator.unit)}"
    return f"{said} ({words('assumed')})" if level.assumed else said


def _baseline(programme: Programme, words: Words, name: str) -> str:
    indicator = programme.indicator(name)
    said = figure(words, indicator.baseline, indicator.unit, indicator.noun.in_(words.language))
    return f"{said} ({indicator.baseline_source})" if indicator.baseline_source else said


def _definition(programme: Programme, words: Words, name: str) -> str:
    found = programme.indicator(name).definition
    texts = (found.sentence.in_(words.language), found.population.in_(words.language), found.owner.in_(words.language))
    return " · ".join((*texts, found.source))


def _thresholds(programme: Programme, words: Words) -> str:
    limits = programme.thresholds
    return "; ".join(f"{words(label)}: {words.share(getattr(limits, name))}" for name, label in LIMITS.items())


def _grant(programme: Programme, words: Words, plan_year: str) -> str:
    grant = programme.grant(plan_year)
    if grant is None:
        return "–"
    said = {name: grant_field(grant, name, words) for name in GRANT_FIELDS}
    return "; ".join(f"{words(GRANT_FIELDS[name])}: {text}" for name, text in said.items() if text != "–")


def _financing(programme: Programme, words: Words, plan_year: str) -> str:
    found = programme.financing_of(plan_year)
    if found is None:
        return "–"
    asked, planned = words.money(found.subsidy_asked), words.money(found.cofinancing_planned)
    return words("subsidy asked {asked}; co-financing planned {planned}", asked=asked, planned=planned)


def _budget(programme: Programme, words: Words, plan_year: str, day: str) -> str:
    found = next((b for b in programme.budget_versions(plan_year) if str(b.approved_on) == day), None)
    return budget_told(found, words)


def budget_told(budget: Budget | None, words: Words) -> str:
    """A budget in one line; a dash where there is none."""
    if budget is None:
        return "–"
    return words("{total} over {n} lines", total=words.money(budget.total), n=words.number(len(budget.lines)))


def _output(programme: Programme, words: Words, name: str) -> str:
    found = next(one for one in programme.outputs if one.id == name)
    return words.number(found.planned)


def _choice(programme: Programme, words: Words, list_id: str, name: str) -> str:
    found = next((one for one in programme.lists[list_id] if one.id == name), None)
    if found is None:
        return "–"
    days = [words.short_date(day) if day else "" for day in (found.valid_from, found.valid_until)]
    valid = f" ({' – '.join(days)})" if any(days) else ""
    return choice_word(programme, list_id, name, words) + valid


TITLES: dict[str, str] = {
    "targets": N_("Targets"),
    "levels": N_("Interim levels"),
    "baseline": N_("Baseline"),
    "definition": N_("Definition"),
    "thresholds": N_("Thresholds"),
    "grant": N_("Grant"),
    "financing": N_("Financing"),
    "budget": N_("Budget"),
    "output": N_("Planned output"),
    "choice": N_("List"),
}
TELLERS: dict[str, Callable[..., str]] = {
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


def of_kinds(found: Iterable[DecisionChange], *kinds: str) -> tuple[DecisionChange, ...]:
    """The steps of some kinds of settings; all of them when none is named."""
    return tuple(step for step in found if not kinds or step.key.removeprefix(PREFIX).split("/")[0] in kinds)


def keys_held(found: Iterable[DecisionChange]) -> tuple[str, ...]:
    """The keys under which something is set now."""
    latest: dict[str, DecisionChange] = {}
    for step in found:
        latest.setdefault(step.key, step)
    return tuple(sorted(key for key, step in latest.items() if step.after is not None))
