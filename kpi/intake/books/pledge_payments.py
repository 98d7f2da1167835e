"""Payments and the pledges that they settle: proposed by amount, name and reference; a person confirms.

Two of the three have to agree before anything is proposed, and one pledge has to fit best. Everything else is only
offered as a choice.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kpi.facts.current_rows import CurrentRow, every_row
from kpi.facts.decisions.decision_kinds import ConfirmedPayment
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.reader import Reader
from kpi.intake.books.bank_statement import Payment
from kpi.intake.values.organisation_aliases import known_names
from kpi.intake.values.organisation_names import ALIKE, Names, may_be_one
from kpi.programme.comparable_names import name_key

REGISTER = "contributions"
CASH = "cash"
FOLLOWS = "."
"""Between the reference of a pledge and the number of a further payment for it."""
NEEDED = 2
SHORTEST = 3
"""A reference of fewer characters says nothing when it is found in a text."""
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Pledge:
    """A contribution that was promised in cash. Amounts in cents; ``open`` is what hasn't come in yet."""

    key: str
    organisation: str
    form: str
    plan_year: str
    reference: str
    evidence: str
    expected: int
    open: int

    @property
    def title(self) -> str:
        """The pledge as people name it."""
        return f"{self.organisation} · {self.plan_year} · {self.reference}"


@dataclass(frozen=True, slots=True)
class Match:
    """A payment with the pledge that it probably is for, why, and the others that it may be for."""

    payment: Payment
    pledge: Pledge | None
    reasons: tuple[str, ...]
    """Of ``amount``, ``name`` and ``reference``."""
    offered: tuple[Pledge, ...]


def pledges(reader: Reader) -> tuple[Pledge, ...]:
    """Every cash pledge, also one that was paid: a further payment may come."""
    rows = [row for row in every_row(reader, REGISTER) if row.value(REGISTER, "form") == CASH]
    received: dict[tuple[object, object, str], int] = {}
    for row in rows:
        received[_place(row)] = received.get(_place(row), 0) + _cents(row, "received")
    known = []
    for row in rows:
        expected = _cents(row, "invoiced") or _cents(row, "pledged")
        if expected:
            known.append(_pledge(row, expected, _paid(received, _place(row))))
    return tuple(sorted(known, key=lambda each: (each.organisation.casefold(), each.plan_year, each.reference)))


def _place(row: CurrentRow) -> tuple[object, object, str]:
    values = [row.value(REGISTER, name) for name in ("organisation_key", "plan_year", "reference")]
    return values[0], values[1], str(values[2])


def _cents(row: CurrentRow, name: str) -> int:
    value = row.value(REGISTER, name)
    return value if isinstance(value, int) else 0


def _paid(received: Mapping[tuple[object, object, str], int], place: tuple[object, object, str]) -> int:
    """The cents that came in for a pledge: in its own row, and in those of further payments."""
    follow = place[2] + FOLLOWS
    return sum(
        cents
        for (who, year, reference), cents in received.items()
        if (who, year) == place[:2] and (reference == place[2] or reference.startswith(follow))
    )


def _pledge(row: CurrentRow, expected: int, paid: int) -> Pledge:
    texts = {name: str(row.value(REGISTER, name) or "") for name in ("organisation", "organisation_key", "plan_year")}
    reference, evidence = str(row.value(REGISTER, "reference")), str(row.value(REGISTER, "evidence") or "")
    return Pledge(
        row.key,
        texts["organisation"],
        texts["organisation_key"],
        texts["plan_year"],
        reference,
        evidence,
        expected,
        expected - paid,
    )


def confirmed_before(reader: Reader) -> frozenset[str]:
    """The payments that were confirmed earlier, by their id."""
    return frozenset(made.decision.payment for made in decisions(reader, ConfirmedPayment))


def matches(reader: Reader, payments: Iterable[Payment]) -> tuple[Match, ...]:
    """Each payment that isn't confirmed yet, with what is proposed for it; the surest are given out first."""
    names, before = known_names(reader), confirmed_before(reader)
    left = {pledge.key: pledge for pledge in pledges(reader)}
    waiting = [payment for payment in payments if payment.id not in before]
    matched: dict[int, Match] = {}
    while waiting:
        tried = [_match(payment, tuple(left.values()), names) for payment in waiting]
        best = max(tried, key=lambda each: (len(each.reasons) if each.pledge else 0, -each.payment.number))
        if best.pledge is None:
            matched.update({each.payment.number: each for each in tried})
            break
        matched[best.payment.number] = best
        waiting.remove(best.payment)
        left[best.pledge.key] = replace(best.pledge, open=best.pledge.open - best.payment.cents)
    return tuple(matched[number] for number in sorted(matched))


def _match(payment: Payment, known: Sequence[Pledge], names: Names) -> Match:
    text = f"{payment.name} {payment.text}"
    form = names.form(payment.name) if payment.name else ""
    scored = [(_reasons(payment, pledge, form, text), pledge) for pledge in known]
    scored = sorted((each for each in scored if each[0]), key=lambda each: (-len(each[0]), -each[1].open))
    offered = tuple(pledge for _, pledge in scored[:OFFERED])
    if not scored or len(scored[0][0]) < NEEDED or scored[0][1].open <= 0:
        return Match(payment, None, (), offered)
    rivals = [pledge for reasons, pledge in scored if len(reasons) == len(scored[0][0])]
    if len(rivals) > 1:
        return Match(payment, None, (), offered)
    return Match(payment, scored[0][1], scored[0][0], offered)


def _reasons(payment: Payment, pledge: Pledge, form: str, text: str) -> tuple[str, ...]:
    agreeing = []
    if payment.cents == pledge.open:
        agreeing.append("amount")
    if form == pledge.form or _names(pledge.organisation, payment.name, payment.text):
        agreeing.append("name")
    if _refers(pledge, text):
        agreeing.append("reference")
    return tuple(agreeing)


def _names(organisation: str, payer: str, text: str) -> bool:
    """Tell whether the payer's name is much like the organisation's, or the text names it, word for word.

    >>> _names("Voorbeeldbedrijf 1", "Voorbeeldbedrijf 17", "bijdrage Voorbeeldbedrijf 17")
    False
    >>> _names("Voorbeeldbedrijf 1", "", "inzake VOORBEELDBEDRIJF 1 BV")
    True
    """
    wanted, paid = _words(organisation), _words(payer)
    close = bool(paid) and fuzz.ratio(wanted, paid) >= ALIKE and may_be_one(wanted, paid)
    return close or (len(wanted) > SHORTEST and f" {wanted} " in f" {_words(text)} ")


def _words(text: str) -> str:
    """The words of a text, as they are compared."""
    return " ".join(name_key(each) for each in re.findall(r"\w+", text))


def _refers(pledge: Pledge, text: str) -> bool:
    """Tell whether the text holds the reference of the pledge, or a number of its evidence, as a word of its own."""
    words = set(re.findall(r"[\w-]+", text.casefold()))
    references = {pledge.reference.casefold(), *re.findall(r"[\w-]*\d[\w-]*", pledge.evidence.casefold())}
    return any(each in words for each in references if len(each) >= SHORTEST)
