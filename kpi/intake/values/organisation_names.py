"""One organisation, several spellings: the form under which a name counts, and names that a person said are one.

Case, spaces, accents and punctuation never count, and neither does ``B.V.`` behind a name. Anything further is an
alias that a person accepted; that, or the word that two names differ, is a decision.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kpi.facts.current_rows import names_written
from kpi.facts.decisions.decision_kinds import DifferentNames, NameAlias, pair_of
from kpi.facts.decisions.decisions_made import DecisionMade, decisions
from kpi.facts.reader import Reader
from kpi.programme.comparable_names import ALIKE, BESLOTEN_VENNOOTSCHAP, bare_key, may_be_one, name_key
from kpi.programme.registers import REGISTERS

NAMING: tuple[tuple[str, str], ...] = tuple(
    (register.name, field.name)
    for register in REGISTERS.values()
    for field in register.fields
    if field.refers == "organisations" or (register.name, field.name) == ("organisations", "name")
)
"""Every field that names an organisation: (register, field)."""


@dataclass(frozen=True)
class Names:
    """Under which form a name counts: ``known`` are the forms in use, ``aliases`` what a person said."""

    known: frozenset[str]
    aliases: Mapping[str, str]

    def form(self, written: str) -> str:
        """The form of a name: what it is an alias of, else the known one that differs in ``B.V.`` at most.

        >>> Names(frozenset({"kaakgroup"}), {"kaak": "kaakgroup"}).form("Kaak B.V.")
        'kaakgroup'
        >>> Names(frozenset({"kaakbv"}), {}).form("Kaak"), Names(frozenset(), {}).form("Kaak B.V.")
        ('kaakbv', 'kaak')
        """
        own, bare = name_key(written), bare_key(written)
        forms = dict.fromkeys((own, bare, f"{bare}bv"))
        for form in forms:
            if form in self.aliases:
                return self._end(form)
        return next((form for form in forms if form in self.known), bare)

    def _end(self, form: str) -> str:
        """Follow aliases of aliases; a circle ends where it began."""
        seen = {form}
        while (following := self.aliases.get(form)) and following not in seen:
            seen.add(following)
            form = following
        return form


PROPOSED = 3
"""So many names at most are proposed for each."""


def names_in_use(reader: Reader) -> dict[str, str]:
    """Every form under which an organisation counts → its name, as the list of organisations has it if it does."""
    names: dict[str, str] = {}
    for register, field in NAMING:
        if register in reader.filled:
            for form, written in names_written(reader, register, field).items():
                names.setdefault(form, written)
    return names


def aliases(reader: Reader) -> tuple[DecisionMade[NameAlias], ...]:
    """The aliases in force, by name."""
    return tuple(sorted(decisions(reader, NameAlias), key=lambda made: made.decision.name.casefold()))


def known_names(reader: Reader) -> Names:
    """Return the names and aliases that an import compares names with."""
    stands_for = {made.decision.form: made.decision.stands_for for made in decisions(reader, NameAlias)}
    return Names(frozenset(names_in_use(reader)), stands_for)


def near_names(reader: Reader) -> tuple[NameAlias, ...]:
    """Find pairs of names that look alike, as the aliases they may become, as long as nobody said what they are.

    The programme's own list of organisations tells its names apart: two of them are never proposed.
    """
    names = names_in_use(reader)
    settled = {made.decision.pair for made in decisions(reader, DifferentNames)}
    listed = names_written(reader, "organisations", "name") if "organisations" in reader.filled else {}
    listed_by_programme = {bare_key(each.name) for each in reader.programme.early_adopters}
    pairs: dict[str, NameAlias] = {}
    for form, other in _alike(names):
        pair = pair_of(form, other)
        both_listed = bare_key(names[form]) in listed_by_programme and bare_key(names[other]) in listed_by_programme
        if pair not in settled and pair not in pairs and not both_listed:
            # the name in the list of organisations stays, else the longer one
            goes, stays = sorted((form, other), key=lambda each: (each in listed, len(each), each))
            pairs[pair] = NameAlias(names[goes], names[stays], goes, stays)
    return tuple(sorted(pairs.values(), key=lambda each: (each.of.casefold(), each.name.casefold())))


def _alike(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    bare = {form: BESLOTEN_VENNOOTSCHAP.sub("", written).casefold() for form, written in names.items()}
    plain = {form: " ".join(re.findall(r"\w+", written)) for form, written in bare.items()}
    for form, text in plain.items():
        others = {other: each for other, each in plain.items() if other != form}
        for likeness in (fuzz.token_set_ratio, fuzz.ratio):
            close = process.extract(text, others, scorer=likeness, score_cutoff=ALIKE, limit=PROPOSED)
            yield from ((form, other) for _, _, other in close if may_be_one(text, plain[other]))
