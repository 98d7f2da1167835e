"""Names that a person said are one organisation, or are not; and pairs of names that look alike, to be asked about.

An accepted alias, or the word that two names differ, is a decision.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kpi.facts.current_rows import names_written
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.decisions.same_names import DifferentNames, NameAlias, pair_of
from kpi.facts.reader import Reader
from kpi.intake.values.organisation_names import ALIKE, BESLOTEN_VENNOOTSCHAP, NAMING, Names, bare_key, may_be_one

PROPOSED = 3
"""So many names at most are proposed for each."""


@dataclass(frozen=True, slots=True)
class Alias:
    """An alias in force: the name, what it stands for, who said so, and in which revision."""

    name: str
    of: str
    form: str
    stands_for: str
    by: str
    reason: str
    revision: int


def names_in_use(reader: Reader) -> dict[str, str]:
    """Every form under which an organisation counts → its name, as the list of organisations has it if it does."""
    names: dict[str, str] = {}
    for register, field in NAMING:
        if register in reader.filled:
            for form, written in names_written(reader, register, field).items():
                names.setdefault(form, written)
    return names


def aliases(reader: Reader) -> tuple[Alias, ...]:
    """The aliases in force, by name."""
    aliases = [
        Alias(alias.name, alias.of, alias.form, alias.stands_for, made.by, made.reason, made.revision)
        for made in decisions(reader, NameAlias)
        for alias in (made.decision,)
    ]
    return tuple(sorted(aliases, key=lambda each: each.name.casefold()))


def known_names(reader: Reader) -> Names:
    """Return the names and aliases that an import compares names with."""
    return Names(frozenset(names_in_use(reader)), {each.form: each.stands_for for each in aliases(reader)})


@dataclass(frozen=True, slots=True)
class Near:
    """Two names that may be one: ``name`` would become an alias of ``of``."""

    form: str
    name: str
    stands_for: str
    of: str


def near_names(reader: Reader) -> tuple[Near, ...]:
    """Find pairs of names that look alike, as long as nobody said what they are.

    The programme's own list of organisations tells its names apart: two of them are never proposed.
    """
    names = names_in_use(reader)
    settled = {made.decision.pair for made in decisions(reader, DifferentNames)}
    listed = names_written(reader, "organisations", "name") if "organisations" in reader.filled else {}
    listed_by_programme = {bare_key(each.name) for each in reader.programme.early_adopters}
    pairs = {}
    for form, other in _alike(names):
        pair = pair_of(form, other)
        both_listed = bare_key(names[form]) in listed_by_programme and bare_key(names[other]) in listed_by_programme
        if pair not in settled and pair not in pairs and not both_listed:
            pairs[pair] = _near(form, other, names, listed)
    return tuple(sorted(pairs.values(), key=lambda each: (each.of.casefold(), each.name.casefold())))


def _near(form: str, other: str, names: Mapping[str, str], listed: Mapping[str, str]) -> Near:
    """The pair with the name that stays second: the one in the list of organisations, else the longer one."""
    ordered = sorted((form, other), key=lambda each: (each in listed, len(each), each))
    return Near(ordered[0], names[ordered[0]], ordered[1], names[ordered[1]])


def _alike(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    plain = {form: _plain(written) for form, written in names.items()}
    for form, text in plain.items():
        others = {other: each for other, each in plain.items() if other != form}
        for likeness in (fuzz.token_set_ratio, fuzz.ratio):
            close = process.extract(text, others, scorer=likeness, score_cutoff=ALIKE, limit=PROPOSED)
            yield from ((form, other) for _, _, other in close if may_be_one(text, plain[other]))


def _plain(written: str) -> str:
    return " ".join(re.findall(r"\w+", BESLOTEN_VENNOOTSCHAP.sub("", written).casefold()))
