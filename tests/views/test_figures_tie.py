"""Figures that stand beside their difference or their sum tie as they are written, read back from the text itself."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpi.language import words_of
from kpi.sentences import Said
from kpi.views.value_words import cents_to_tie, change, tied
from tests.score.factories import indicator, scored, share

NL = words_of("nl")
F = Fraction


def read(said: Said) -> Decimal:
    """A Dutch figure as a number: *€ 1.234,50*, *67,6%*, *+14,07 procentpunt*."""
    digits = "".join(c for c in NL.say(said) if c in "0123456789,-−").replace(",", ".").replace("−", "-")
    return Decimal(digits)


@pytest.mark.parametrize(
    ("before", "after", "unit", "written"),
    [
        (F(6757, 10000), F(8164, 10000), "share", ("67,57%", "81,64%", "+14,07 procentpunt")),
        (F(9, 10), F(7, 10), "share", ("90%", "70%", "−20 procentpunt")),
        (F(1, 3), F(2, 3), "share", ("33,3%", "66,7%", "+≈33,3 procentpunt")),
        (F("70924.40"), F("70925.60"), "euro", ("€\xa070.924,40", "€\xa070.925,60", "+€\xa01,20")),
        (F(60000), F(72500), "euro", ("€\xa060.000", "€\xa072.500", "+€\xa012.500")),
        (F(41), F(41), "count", ("41", "41", "ongewijzigd")),
        (None, F(41), "count", ("geen gegevens", "41", "–")),
    ],
)
def test_two_values_and_their_difference(
    before: Fraction | None, after: Fraction | None, unit: str, written: tuple[str, ...]
) -> None:
    assert tuple(map(NL.say, change(before, after, unit))) == written


SHARES = st.builds(lambda part, of: F(min(part, of), of), st.integers(0, 400), st.integers(1, 400))


@given(SHARES, SHARES)
def test_shares_tie_or_say_about(low: Fraction, high: Fraction) -> None:
    """67,6% and 81,6% aren't 14,1 apart: decimals are added, and where nothing ties it is *about* so much."""
    old, new, apart = tied(low, high, "share")
    about = "≈" in NL.say(apart)
    assert about or abs(read(new) - read(old)) == read(apart)
    assert abs(F(read(apart)) / 100 - abs(high - low)) <= F(1, 2000)


CENTS = st.integers(0, 10**7).map(lambda n: Decimal(n) / 100)


@given(CENTS, CENTS)
def test_amounts_always_tie(before: Decimal, after: Decimal) -> None:
    assume(before != after)
    old, new, more = change(before, after, "euro")
    assert read(new) - read(old) == read(more)


@given(CENTS, CENTS, CENTS)
def test_cents_are_shown_only_where_whole_euros_would_not_tie(one: Decimal, two: Decimal, three: Decimal) -> None:
    """70.924 + 65.500 + 5.424 beside 141.847: each is right, and together they aren't."""
    near = [int(n + Decimal("0.5")) for n in (one + two + three, one, two, three)]
    assert cents_to_tie((one + two + three, one, two, three)) is (near[0] != sum(near[1:]))
    assert not cents_to_tie((None, one, two))


@given(st.integers(10, 400), st.integers(0, 400))
def test_the_distance_of_a_share_from_its_target_ties_in_its_sentence(of: int, part: int) -> None:
    """*78,57% (22 van 28), doel 90%; 11,43 procentpunt van het doel af*."""
    filled = indicator("rate", ("0.9", "2020-12-31"), unit="share")
    said = NL.say(scored(filled, "2018-06-30", share(min(part, of), of)).explanation)
    assume("procentpunt van het doel" in said)
    value, target = said.split(" ")[0], said.split("doel ")[1].split(";")[0].split(" ")[0]
    short = said.split("; ")[1].split(" ")[0]
    assert read(target) - read(value.rstrip(",")) == read(short)
