"""One organisation, several spellings: what counts as the same by itself, and what a person said is the same.

Case, spaces, accents and punctuation never count, and neither does ``B.V.`` behind a name. Anything further is only
proposed; an accepted alias, or the word that two names differ, is a decision.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kpi.facts import row_digests
from kpi.facts.decisions.history import decisions
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader
from kpi.programme.comparable_names import name_key
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS

ALIAS, DISTINCT = "alias/", "distinct/"
NAMING: tuple[tuple[str, str], ...] = tuple(
    (register.name, field.name)
    for register in REGISTERS.values()
    for field in register.fields
    if field.refers == "organisations" or (register.name, field.name) == ("organisations", "name")
)
"""Every field that names an organisation: (register, field)."""
ALIKE = 90
"""From this likeness (0–100) on two names are proposed as one."""
SHORTEST = 4
"""A name of fewer letters is too short to be found within another one."""
PROPOSED = 3
"""So many names at most are proposed for each."""
_FORM = re.compile(r"[\s,]+b\.?\s?v\.?\s*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def bare_key(written: str) -> str:
    """The comparable form of a name without ``B.V.`` behind it.

    >>> bare_key("Kaak Group B.V."), bare_key("KAAK  GROUP bv"), bare_key("Kaakgroup"), bare_key("B.V.")
    ('kaakgroup', 'kaakgroup', 'kaakgroup', 'bv')
    """
    return name_key(_FORM.sub("", written) or written)


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
    found: dict[str, str] = {}
    for register, field in NAMING:
        if register in reader.filled:
            for form, written in row_digests.names(reader, register, field).items():
                found.setdefault(form, written)
    return found


def aliases(reader: Reader) -> tuple[Alias, ...]:
    """The aliases in force, by name."""
    found = []
    for made in decisions(reader, ALIAS).values():
        value = json.loads(made.value)
        parts = (value["name"], value["of"], value["form"], value["stands_for"])
        found.append(Alias(*parts, made.by, made.reason, made.revision))
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def known_names(reader: Reader) -> Names:
    """What an import compares names with."""
    return Names(frozenset(names_in_use(reader)), {each.form: each.stands_for for each in aliases(reader)})


def alias_decision(name: str, of: str, form: str, stands_for: str, reason: str) -> Decision:
    """Say that a name stands for another one."""
    value = json.dumps({"name": name, "of": of, "form": form, "stands_for": stands_for})
    return Decision(f"{ALIAS}{form}", value, reason)


def distinct_decision(form: str, other: str, names: tuple[str, str], reason: str) -> Decision:
    """Say that two names differ, so that they aren't proposed again."""
    return Decision(f"{DISTINCT}{'|'.join(sorted((form, other)))}", json.dumps({"names": names}), reason)


@dataclass(frozen=True, slots=True)
class Near:
    """Two names that may be one: ``name`` would become an alias of ``of``."""

    form: str
    name: str
    stands_for: str
    of: str


def near_names(reader: Reader, programme: Programme) -> tuple[Near, ...]:
    """Pairs of names that look alike and of which nobody said yet what they are.

    The programme's own list of organisations tells its names apart: two of them are never proposed.
    """
    names = names_in_use(reader)
    settled = {key.removeprefix(DISTINCT) for key in decisions(reader, DISTINCT)}
    listed = row_digests.names(reader, "organisations", "name") if "organisations" in reader.filled else {}
    told = {bare_key(each.name) for each in programme.early_adopters}
    found = {}
    for form, other in _alike(names):
        pair = "|".join(sorted((form, other)))
        both_told = bare_key(names[form]) in told and bare_key(names[other]) in told
        if pair not in settled and pair not in found and not both_told:
            found[pair] = _near(form, other, names, listed)
    return tuple(sorted(found.values(), key=lambda each: (each.of.casefold(), each.name.casefold())))


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


def may_be_one(text: str, other: str) -> bool:
    """Whether numbers agree, and the shorter name is long enough to say something."""
    return _DIGITS.findall(text) == _DIGITS.findall(other) and min(len(text), len(other)) >= SHORTEST


def _plain(written: str) -> str:
    return " ".join(re.findall(r"\w+", _FORM.sub("", written).casefold()))


def forms_of(names: Names, written: Iterable[object]) -> dict[object, str]:
    """The form of each name of a column."""
    return {each: names.form(str(each)) for each in set(written) - {None}}
