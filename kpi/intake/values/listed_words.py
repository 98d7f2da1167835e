"""The values that a field's list has, how they are written, and the words in a column that its list lacks."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from rapidfuzz.distance import DamerauLevenshtein

from kpi.intake.recognise.sheet_names import closest
from kpi.intake.unreadable import Doubt, Fault, Meaning
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.registers import Field, FieldKind
from kpi.programme.vocabulary import Choice, yes_no_word

SLIPS = ((11, 2), (6, 1))
"""From so many letters on so many slips of the pen are allowed for a name to be certain: too many names are short."""


def allowed_values(programme: Programme, field: Field) -> tuple[str, ...]:
    """Return the values of a field in the words of the sheets; empty where anything goes.

    A list of several values has no drop-down: a cell with a list takes one of them only.
    """
    if field.kind is FieldKind.CHOICE:
        return tuple(choice.label.nl for choice in programme.choices(field.options))
    if field.kind is FieldKind.YES_NO:
        return tuple(map(yes_no_word, (True, False)))
    if field.kind is FieldKind.PLAN_YEAR:
        return tuple(year.id for year in programme.plan_years)
    if field.kind is FieldKind.BUDGET_LINE:
        return tuple(dict.fromkeys(line.title.nl for line in programme.budget_lines()))
    if field.kind is FieldKind.INDICATOR:
        return tuple(each.id for each in (*programme.indicators, *programme.side_measurements))  # type: ignore[attr-defined]
    return ()


def single_values(programme: Programme, field: Field) -> tuple[str, ...]:
    """Return the values that a word of a field may stand for, also where a cell may hold several of them."""
    if field.kind is FieldKind.CHOICES:
        return tuple(choice.label.nl for choice in programme.choices(field.options))
    return allowed_values(programme, field)


def slips_of(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """The names that a name is but for a slip of the pen.

    >>> slips_of("bedrijff", ["bedrijf", "overheid"]), slips_of("HBO/WO", ["hbo", "wo"])
    (('bedrijf',), ())
    """
    key = name_key(name)
    allowed = next((slips for length, slips in SLIPS if len(key) >= length), 0)
    return tuple(each for each in others if DamerauLevenshtein.distance(key, name_key(each)) <= allowed)


def word_lacking(meaning: Meaning) -> str:
    """The word that the list of a field lacks, where that is what is wrong with a cell; else empty."""
    fault = meaning.fault if isinstance(meaning, Doubt) else meaning
    return str(fault.values.get("word", "")) if isinstance(fault, Fault) else ""


def words_lacking(reads: Mapping[str, Meaning]) -> tuple[str, ...]:
    """The different words that a list lacks, among texts and what was read in them."""
    words: dict[str, str] = {}
    for meaning in reads.values():
        if word := word_lacking(meaning):
            words.setdefault(name_key(word), word)
    return tuple(words.values())


def choice_ids(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Normalised words and synonyms → the id of the choice; ids and words go before synonyms."""
    known = {name_key(each): choice.id for choice in choices for each in choice.forms}
    for choice in choices:
        for synonym in choice.synonyms:
            known.setdefault(name_key(synonym), choice.id)
    return known


def _not_listed(choices: tuple[Choice, ...], text: str) -> Fault:
    labels = tuple(choice.label.nl for choice in choices)
    near = closest(text, labels, limit=1)
    return Fault("nearest_in_list" if near else "not_in_list", {"known": labels, "nearest": near, "word": text})


def _one_of(choices: tuple[Choice, ...], ids: Mapping[str, str], text: str) -> Meaning:
    return ids.get(name_key(text)) or _not_listed(choices, text)


def _several_of(choices: tuple[Choice, ...], ids: Mapping[str, str], text: str) -> Meaning:
    parts = [part for part in text.replace("\n", ";").replace("|", ";").split(";") if part.strip()]
    if len(parts) == 1 and name_key(text) not in ids:
        parts = [part for part in text.replace("+", ",").split(",") if part.strip()]
    wrong = [part for part in parts if name_key(part) not in ids]
    if wrong:
        return _not_listed(choices, wrong[0].strip())
    chosen = {ids[name_key(part)] for part in parts}
    return f";{';'.join(choice.id for choice in choices if choice.id in chosen)};" if chosen else None


def _plan_year_ids(programme: Programme) -> dict[str, str]:
    known = {}
    for year in programme.plan_years:
        first, last = f"{year.starts.year}", f"{year.ends.year}"
        known[name_key(year.id)] = year.id
        if first != last:
            known[name_key(first + last)] = known[name_key(first + last[2:])] = year.id
        elif (year.starts.month, year.starts.day) == (1, 1):
            known[first] = year.id
    return known


def _plan_year_of(programme: Programme, known: Mapping[str, str], field: Field, text: str) -> Meaning:
    if year := known.get(name_key(text)):
        return year
    years = {"known": tuple(year.id for year in programme.plan_years), "word": text}
    return Fault("unknown_plan_year", years) if field.required else Doubt(None, Fault("unallocated_plan_year", years))


def _indicator_ids(programme: Programme) -> dict[str, str]:
    """Normalised ids and titles of everything that may be measured → its id."""
    named = [(each.id, each.title) for each in programme.indicators]
    named += [(each.id, each.title) for each in programme.side_measurements]
    known = {name_key(measured): measured for measured, _ in named}
    for measured, title in named:
        for written in title.forms:
            known.setdefault(name_key(written), measured)
    return known


def _indicator_of(known: Mapping[str, str], text: str) -> Meaning:
    ids = tuple(dict.fromkeys(known.values()))
    return known.get(name_key(text)) or Fault("unknown_indicator", {"known": closest(text, ids) or ids, "word": text})


def _listed(programme: Programme, field: Field) -> tuple[tuple[Choice, ...], dict[str, str]]:
    choices = programme.choices(field.options)
    return choices, choice_ids(choices)


LIST_READERS: dict[FieldKind, Callable[[Programme, Field], Callable[[str], Meaning]]] = {
    FieldKind.CHOICE: lambda programme, field: partial(_one_of, *_listed(programme, field)),
    FieldKind.CHOICES: lambda programme, field: partial(_several_of, *_listed(programme, field)),
    FieldKind.PLAN_YEAR: lambda programme, field: partial(_plan_year_of, programme, _plan_year_ids(programme), field),
    FieldKind.INDICATOR: lambda programme, _field: partial(_indicator_of, _indicator_ids(programme)),
}
"""By kind of field with a list: what makes the reader of a text as a value of that list."""
