"""What a measure counts, as one sentence made from its declaration in the words of the programme's own sheets."""

from collections.abc import Iterable
from datetime import date

from kpi.language import N_, Said
from kpi.programme.measure import COMPARISONS, WITHDRAWN, Condition, Measure, Term, Window
from kpi.programme.plan import Indicator, Programme
from kpi.programme.registers import REGISTERS, SPAN
from kpi.programme.vocabulary import Text
from kpi.sentences import beginning, listed, say, yes_no

COUNTED_BY = N_(
    "Counted by the definitions of programme file {version} as they are now; the revision says which facts were known."
)
"""In papers. It is true of every revision, so that an account that is made again is the same to the byte."""
ADDED = {
    "rows": N_("the number of rows in {sheet}"),
    "distinct": N_("the number of different values of {field} in {sheet}"),
    "sum": N_("the sum of {field} in {sheet}"),
    "mean": N_("the mean of {field} in {sheet}"),
    "median": N_("the median of {field} in {sheet}"),
    "minimum": N_("the lowest value of {field} in {sheet}"),
    "maximum": N_("the highest value of {field} in {sheet}"),
}
WINDOWS = {
    "until": N_("{dates} on or before the reference date"),
    "since": N_("{dates} from {since} up to and including the reference date"),
    "year": N_("{dates} in the calendar year of the reference date, up to and including that date"),
    "quarter": N_("{dates} in the quarter of the reference date, up to and including that date"),
    "months": N_("{dates} in the {months} months up to and including the reference date"),
    "plan_year": N_("{dates} in the plan year, up to and including the reference date"),
    "open_longer": N_("open on the reference date, with no {last} up to then, and for more than {term} since {first}"),
    "in_force": N_("the reference date lies from {first} up to and including {last}, which may be blank"),
}
KINDS = {
    "count": N_("{above}."),
    "ratio": N_("{above}, divided by {below}."),
    "difference": N_("{above}, minus {below}."),
    "change": N_("the growth since a year before of {above}."),
    "latest": N_("the latest measurement of {measured} on or before the reference date; a baseline isn't one."),
    "growth": N_(
        "the latest measurement of {measured} on or before the reference date, divided by the latest baseline dated "
        "before it, minus one."
    ),
}
COMPARED = {
    "above": (N_("{field} is more than {bound}"), N_("{field} is after {bound}")),
    "at_least": (N_("{field} is at least {bound}"), N_("{field} is on or after {bound}")),
    "below": (N_("{field} is less than {bound}"), N_("{field} is before {bound}")),
    "at_most": (N_("{field} is at most {bound}"), N_("{field} is on or before {bound}")),
}


def counted_by(programme: Programme) -> Said:
    """The definitions by which every figure of a paper was counted."""
    return say(COUNTED_BY, version=programme.version)


def rule(programme: Programme, indicator: Indicator) -> Said:
    """What counts for an indicator: the plan's own words where the file has any, else the sentence made."""
    own = indicator.definition.sentence
    return made(programme, indicator.measure) if own.blank else own


def made(programme: Programme, measure: Measure) -> Said:
    """The sentence made from the declaration of a measure."""
    above, below = (_terms(programme, terms) for terms in (measure.numerator, measure.denominator))
    named = {i.id: i.title for i in programme.indicators} | {s.id: s.title for s in programme.side_measurements}
    measured = named.get(str(measure.measurement), "")
    return beginning(say(KINDS[measure.kind], above=above, below=below, measured=say("“{name}”", name=measured)))


def _terms(programme: Programme, terms: Iterable[Term]) -> Said:
    return _either((_term(programme, term) for term in terms), say("plus"))


def _term(programme: Programme, term: Term) -> Said:
    name = term.register_name
    field = _field(programme, name, term.of) if term.of else ""
    sheets = [_sheet(programme, each) for each in (REGISTERS[name].also_in, name) if each in programme.sheets]
    added = say(ADDED[term.add], sheet=_either(sheets, say("and")), field=field)
    scope = programme.scopes[term.scope] if term.scope else ()
    held = [_condition(programme, name, each) for each in (*scope, *term.where)]
    held += [_window(programme, name, term.dates, term.window)] if term.window.kind != "any" else []
    pledges, changed, gone = WITHDRAWN
    read = {term.of, *term.dates, *(test.field for each in term.where for test in each.simple)}
    if name == pledges and not read.isdisjoint(changed) and gone in programme.sheets[name].columns:
        day = _field(programme, name, gone)
        held += [say("a pledge counts up to the day before {day}, and what was invoiced by then stays", day=day)]
    if covered := term.coverage:
        other = covered.register_name
        values = _either((_value(programme, other, covered.field, each) for each in covered.values), say("and"))
        within = _window(programme, other, (covered.date,), covered.window)
        held += [
            say(
                "{sheet} has rows with the same {match} for each of these: {values}, {within}",
                match=_either((_field(programme, name, each) for each in covered.match), say("and")),
                sheet=_sheet(programme, other),
                values=values,
                within=within,
            )
        ]
    if least := term.at_least:
        same = _field(programme, name, least.per)
        several = say("at least {n} of these rows hold the same {field}", n=least.rows, field=same)
        held += [several if least.rows > 1 else say("{field} is filled in", field=same)]
    if term.add == "sum" and term.empty == "unknown":
        held += [say("unknown, not 0, while none of these rows has a number")]
    return say("{added} ({held})", added=added, held=listed(held, "; ")) if held else added


def _window(programme: Programme, register: str, dates: tuple[str, ...], window: Window) -> Said:
    fields = [_field(programme, register, name) for name in dates]
    values = {"dates": _either(fields, say("and")), "first": fields[0], "last": fields[-1]}
    term = say.plural("{n} day", "{n} days", programme.thresholds.open_days or 0)
    return say(WINDOWS[window.kind], **values, since=say.date(window.since), months=window.months, term=term)


def _condition(programme: Programme, register: str, condition: Condition) -> Said:
    if condition.joined:
        word = say("or") if condition.either else say("and")
        parts = _either((_condition(programme, register, part) for part in condition.joined), word)
        return say("({parts})", parts=parts)
    field = _field(programme, register, condition.field)
    for name in COMPARISONS:
        if (bound := getattr(condition, name)) is not None:
            dated = isinstance(bound, date)
            return say(COMPARED[name][dated], field=field, bound=say.date(bound) if dated else say.number(bound, 6))
    if condition.listed_in is not None:
        known = listed(choice.words for choice in programme.lists[condition.listed_in])
        return say("{field} is blank or, on that day, on the list of {values}", field=field, values=known)
    if condition.filled is not None:
        return say("{field} is filled in", field=field) if condition.filled else say("{field} is blank", field=field)
    given = condition.none_of or condition.any_of or (str(condition.equals),)
    values = _either((_value(programme, register, condition.field, each) for each in given), say("or"))
    if condition.yes is not None:
        values = yes_no(value=condition.yes)
    template = N_("{field} is blank or anything but {value}") if condition.none_of else N_("{field} is {value}")
    return say(template, field=field, value=values)


def _value(programme: Programme, register: str, path: str, value: str) -> Said:
    """A value in the words of its list; the plan year of the day by what it is, and a name as it is."""
    if value == "$plan_year":
        return say("the plan year")
    step, dot, rest = path.partition(".")
    field = REGISTERS[register].field(step)
    if dot:
        return _value(programme, field.refers, rest, value)
    choices = programme.lists.get(field.options, ())
    return next((choice.words for choice in choices if choice.id == value), value)


def _field(programme: Programme, register: str, path: str) -> Said:
    """The name of a column in words; of a derived date the columns that it is the first of."""
    step, dot, rest = path.partition(".")
    if dot:
        other = REGISTERS[register].field(step).refers
        return say("{field} of the {of}", field=_field(programme, other, rest), of=_field(programme, register, step))
    if SPAN in path:
        first, last = (_field(programme, register, name) for name in path.split(SPAN, 1))
        return say("the days from {first} to {last}", first=first, last=last)
    sheet = programme.sheets[register]
    parts = [name for name in dict(REGISTERS[register].derived).get(path, (path,)) if name in sheet.columns]
    return _either((say("“{name}”", name=sheet.words_of(name)) for name in parts), say("or else"))


def _sheet(programme: Programme, register: str) -> Text:
    """The name of a sheet; as a column, in English by the neutral name of what it holds."""
    return Text(nl=programme.sheets[register].label, en=register.replace("_", " "))


def _either(parts: Iterable[Said], word: Said) -> Said:
    """Several parts with a word between each two."""
    first, *others = list(parts) or [""]
    return listed((first, *(each for part in others for each in (word, part))), " ")
