"""Figures, statuses and fields in words: numbers with their unit, what is unknown as *no data* and never as zero."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from kpi.language import N_
from kpi.notation import decimals_that_tie, rounded
from kpi.programme.framework import Target
from kpi.programme.plan import Indicator, Output, Programme, Unit
from kpi.programme.registers import REGISTERS, FieldKind
from kpi.roles_and_acts import ACCOUNTS
from kpi.score.scores import ACCEPTABLE, IndicatorScore, TargetOutcome
from kpi.score.value_notation import bounds, span
from kpi.score.value_notation import expectation as expected_figure
from kpi.sentences import Said, beginning, listed, say, with_note, yes_no

NO_DATA = N_("no data")
NOT_RECORDED = N_("not recorded")
"""In place of an amount that the programme's sheets can't record."""
Amount = Fraction | Decimal | int | None


def figure(value: Amount, unit: Unit | str, noun: Said = "") -> Said:
    """A value with its unit: *58 bedrijven*, *€ 2.846*, *75%*, *60 punten*; euro without cents."""
    if value is None or unit in {"euro", "share"}:
        return bare(value, unit)
    if unit == "points":
        return say("{n} of 100 points", n=say.number(value, 1))
    return listed((say.number(value, 1), noun), " ")


def recorded(amount: Amount, decimals: int | None = None) -> Said:
    """Euro in a list of stages; one that can't be recorded says so."""
    return say(NOT_RECORDED) if amount is None else bare(amount, "euro", decimals)


def percent(value: Fraction | None) -> Said:
    """A share in whole percents; *no data* when it isn't known."""
    return say(NO_DATA) if value is None else say.share(value, 0)


def bare(value: Amount, unit: Unit | str, decimals: int | None = None) -> Said:
    """A value as in a column whose heading says the unit, or before the word that does; whole euro, else one decimal.

    Euro have cents as soon as there are ``decimals``.
    """
    if value is None:
        return say(NO_DATA)
    if unit == "euro":
        return say.money(value, cents=bool(decimals))
    places = 1 if decimals is None else decimals
    return say.share(value, places) if unit == "share" else say.number(value, places)


EURO, FINER = (0, 2), (1, 2, 3, 4)
"""The numbers of decimals that are tried until figures tie."""


def tied(low: Fraction, high: Fraction, unit: Unit | str) -> tuple[Said, Said, Said]:
    """Two values and how far they are apart, with as many decimals as it takes for the three to tie.

    Shares are apart in percentage points. Where nothing ties (one and two thirds) it is about so much: *≈33,3*.
    """
    times = 100 if unit == "share" else 1
    row = (high * times, low * times, (high - low) * times)
    decimals = decimals_that_tie([row], EURO if unit == "euro" else FINER)
    apart = distance(high - low, unit, decimals)
    about = "≈" if decimals is None else ""
    return bare(low, unit, decimals), bare(high, unit, decimals), listed((about, apart), "")


def change(before: Amount, after: Amount, unit: Unit | str) -> tuple[Said, Said, Said]:
    """Two values and their difference with its sign, tied; a dash while either isn't known."""
    if before is None or after is None or before == after:
        same = say("unchanged") if before is not None and before == after else "–"
        return bare(before, unit), bare(after, unit), same
    old, new, apart = tied(Fraction(before), Fraction(after), unit)
    return old, new, listed(("+" if after > before else "−", apart), "")


def distance(size: Fraction, unit: Unit | str, decimals: int | None = None) -> Said:
    """How far two values are apart, without a sign: of shares in percentage points, else in their unit."""
    if unit == "share":
        return say("{n} percentage points", n=say.number(abs(size) * 100, 1 if decimals is None else decimals))
    return bare(abs(size), unit, decimals)


def cents_to_tie(*sums: Sequence[Amount]) -> bool:
    """Return whether amounts need their cents, since in whole euro a whole (first) wouldn't be the sum of its parts."""
    return decimals_that_tie(sums, (0,)) is None


def against_target(indicator: Indicator, score: IndicatorScore) -> Said:
    """The value against its target: *46 van 50 leden*, *52 leden (doel: 50)*; without a value, *no data*.

    Without a target the value alone; of a yearly one that is judged by its own year, what that year asks:
    *133 plaatsen (2018: 250, doel 2020: 500)*.
    """
    ends = bounds(score.target) if score.target else ()
    if score.target is None:
        return bare(None, indicator.unit) if score.value is None else _unit_of_target(indicator, score.value)
    target = span([*(bare(n, indicator.unit) for n in ends[:-1]), _unit_of_target(indicator, ends[-1])])
    if score.value is None:
        return say("no data, of {target}", target=target)
    if score.of_year:
        year, level = score.of_year
        values = {"year": str(year), "level": bare(level, indicator.unit), "due": str(score.target.due.year)}
        asked = target_figure(score.target, indicator.unit)
        count = _unit_of_target(indicator, score.value)
        return say("{count} ({year}: {level}, target {due}: {target})", count=count, target=asked, **values)
    if score.value > score.target.value or score.target.limit is not None:
        count = _unit_of_target(indicator, score.value)
        return say("{count} (target: {target})", count=count, target=target_figure(score.target, indicator.unit))
    return say("{value} of {target}", value=bare(score.value, indicator.unit), target=target)


def declared_baseline(indicator: Indicator) -> Said:
    """The baseline with its source; a dash where nobody gave one."""
    given = indicator.declared_baseline
    return "–" if given is None else with_note(figure(given, indicator.unit, indicator.noun), indicator.baseline_source)


def target_figure(target: Target | TargetOutcome | None, unit: Unit | str, noun: Said = "") -> Said:
    """What a target asks, of a range both its bounds, with the word for what is counted; a dash without a target."""
    if target is None:
        return "–"
    *low, high = bounds(target)
    return span([*(bare(n, unit) for n in low), figure(high, unit, noun) if noun else bare(high, unit)])


def _unit_of_target(indicator: Indicator, target: Fraction) -> Said:
    if indicator.unit == "points":
        return say("{n} points", n=say.number(target, 1))
    return figure(target, indicator.unit, indicator.noun)


def standing(indicator: Indicator, score: IndicatorScore) -> Said:
    """The value against its target, and the value expected by now where the two differ."""
    due = "" if score.target is None or score.expected == score.target.value else expectation(indicator, score)
    return listed((against_target(indicator, score), due))


def expectation(indicator: Indicator, score: IndicatorScore) -> Said:
    """The value expected on the reference date: *verwacht 58*; empty before its start."""
    if score.expected is None:
        return ""
    asked = asked_by_now(indicator, score)
    return say("expected {n}", n=expected_figure(indicator, score.expected if asked is None else asked))


def asked_by_now(indicator: Indicator, score: IndicatorScore) -> Fraction | None:
    """The value expected on the reference date; of what is counted a whole number: half a company can't be.

    Where the count falls short of it and asks for attention, the whole number is on the far side of the count.
    """
    value, asked = score.value, score.expected
    if asked is None or value is None or indicator.unit not in {"count", "points"}:
        return asked
    near = Fraction(rounded(asked, 0))
    if score.status in ACCEPTABLE and value < asked:
        return max(near, Fraction(floor(value) + 1))
    if score.status in ACCEPTABLE and value > asked:
        return min(near, Fraction(ceil(value) - 1))
    return near


def status_word(programme: Programme, status: str) -> Said:
    """A status in the programme's own words."""
    return programme.statuses[status]


def title_of(id_: str, titled: Iterable[Indicator | Output]) -> Said:
    """The title of one of these; what they no longer have stands as it was kept."""
    return next((one.title for one in titled if one.id == id_), id_)


def choice_word(programme: Programme, list_id: str, choice_id: str | None) -> Said:
    """A value of a list in words; a blank one is *not given*, one that the list lacks stands as it is."""
    return say("not given") if choice_id is None else programme.choice_shown(list_id, choice_id)


def field_word(programme: Programme, register: str, field: str) -> Said:
    """The name of a field in words: in Dutch that of its column in the sheet, in English its neutral name."""
    step, dot, rest = field.partition(".")
    if dot and rest != "month":
        return field_word(programme, REGISTERS[register].field(step).refers, rest)
    sheet = programme.sheets.get(register)
    return beginning(sheet.words_of(step) if sheet and step in sheet.columns else step.replace("_", " "))


def group_word(programme: Programme, register: str, field: str, value: str | None) -> Said:
    """A group's value in words: values of lists and yes or no; names stay names, a blank is *not given*."""
    step, dot, rest = field.partition(".")
    if dot and rest != "month":
        return group_word(programme, REGISTERS[register].field(step).refers, rest, value)
    declared = REGISTERS[register].field(step) if not dot else None
    if value is None or declared is None:
        return say("not given") if value is None else value
    if declared.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        return choice_word(programme, declared.options, value)
    if declared.kind is FieldKind.YES_NO:
        return yes_no(value=value.lower() in {"1", "true"})
    return value


def author(by: str) -> Said:
    """Who recorded something; an account of the machine itself is no name."""
    return say("this computer") if by in ACCOUNTS else by


def sheet_word(programme: Programme, register_name: str) -> str:
    """The label of a register's sheet."""
    sheet = programme.sheets.get(register_name)
    return sheet.label if sheet else register_name
