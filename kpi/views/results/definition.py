"""What an indicator means, as the plan has it: rule, population, source, owner, baseline, targets and thresholds."""

from kpi.language import N_, Words
from kpi.programme.plan import Indicator, Programme
from kpi.score.scores import IndicatorScore
from kpi.score.value_notation import expectation
from kpi.views.table import Table, table
from kpi.views.value_words import bare, figure

KINDS = {
    "stock": N_("a total up to the reference date"),
    "yearly": N_("counted from 1 January of the year"),
    "rate": N_("a share or an average, which has to be at its target throughout"),
}


def card(indicator: Indicator, programme: Programme, words: Words) -> Table:
    """The definition as two columns: what is asked, and what the plan or the programme file says."""
    language = words.language
    rows = [
        (words("Counted"), indicator.definition.sentence.in_(language)),
        (words("Population"), indicator.definition.population.in_(language)),
        (words("Scored as"), words(KINDS[indicator.kind])),
        (words("Goal and phase"), _place(indicator, programme, words)),
        (words("Baseline"), _baseline(indicator, words)),
        (words("Targets"), "; ".join(_target(indicator, index, words) for index in range(len(indicator.targets)))),
        (words("Interim levels"), _levels(indicator, words)),
        (words("Thresholds"), thresholds(indicator, programme, words)),
        (words("Source"), indicator.definition.source),
        (words("Owner"), indicator.definition.owner.in_(language)),
    ]
    return table(["", words("Meaning")], [row for row in rows if row[1]])


def _place(indicator: Indicator, programme: Programme, words: Words) -> str:
    phase = next((p.label.in_(words.language) for p in programme.phases if p.id == indicator.phase), indicator.phase)
    goal = next(goal for goal in programme.goals if goal.id == indicator.goal)
    return f"{goal.id}: {goal.short.in_(words.language)} · {phase}"


def _baseline(indicator: Indicator, words: Words) -> str:
    said = figure(words, indicator.baseline, indicator.unit, indicator.noun.in_(words.language))
    return f"{said} ({indicator.baseline_source})" if indicator.baseline_source else said


def _target(indicator: Indicator, index: int, words: Words) -> str:
    target = indicator.targets[index]
    sign = "≤" if indicator.lower_is_better else "≥"
    said = f"{sign} {figure(words, target.value, indicator.unit, indicator.noun.in_(words.language))}"
    source = f" ({target.source})" if target.source else ""
    again = words(", and every year after it") if indicator.recurring and target is indicator.last_target else ""
    return words("{value} on {day}", value=said, day=words.date(target.due)) + again + source


def _levels(indicator: Indicator, words: Words) -> str:
    """The levels of the years before the target, and on what they rest."""
    if not indicator.levels:
        return ""
    years = "; ".join(f"{level.year}: {bare(words, level.value, indicator.unit)}" for level in indicator.levels)
    sources = "; ".join(dict.fromkeys(level.source for level in indicator.levels))
    assumed = f", {words('assumed')}" if any(level.assumed for level in indicator.levels) else ""
    return f"{years} ({sources}{assumed})"


def thresholds(indicator: Indicator, programme: Programme, words: Words) -> str:
    """From where it is on track and where it asks for attention, by the kind of indicator."""
    limits = programme.thresholds
    if indicator.kind != "rate":
        return words(
            "on track from {good} of what is expected, attention from {fair}; "
            "not judged in the first {early} of the time",
            good=words.share(limits.on_track),
            fair=words.share(limits.attention),
            early=words.share(limits.too_early),
        )
    if indicator.unit == "share":
        return words(
            "on track at the target, attention up to {margin} points under it",
            margin=words.number(limits.share_margin * 100),
        )
    return words("on track at the target, attention from {fair} of it", fair=words.share(limits.rate_attention))


def path_title(indicator: Indicator, score: IndicatorScore, words: Words) -> str:
    """The finding that the path shows, as the title of its chart."""
    noun = indicator.noun.in_(words.language)
    title = indicator.title.in_(words.language)
    if score.value is None:
        return words("{title}: no data up to this day", title=title)
    value = figure(words, score.value, indicator.unit, noun)
    if score.expected is None:
        return words("{title}: {value}", title=title, value=value)
    expected = expectation(indicator, score.expected)
    assumed = words(" on an assumed path") if score.assumed else ""
    return words(
        "{title}: {value}, where {expected} was expected{assumed}",
        title=title,
        value=value,
        expected=expected,
        assumed=assumed,
    )


def unit_word(indicator: Indicator, words: Words) -> str:
    """What a value of the indicator is given in."""
    units = {"euro": words("euro"), "share": words("percent"), "points": words("points")}
    return units.get(indicator.unit) or indicator.noun.in_(words.language) or words("numbers")


def in_language(label: str, language: str, words: Words) -> str:
    """A field that is filled in for each language, with the name of the one it is for."""
    names = {"nl": words("in Dutch"), "en": words("in English")}
    return f"{label} ({names[language]})"
