"""No text becomes a formula in a file, whatever stands before its sign; every other text stays as it is."""

from hypothesis import given
from hypothesis import strategies as st

from kpi.documents.formula_guard import harmless, harmless_or_number, looks_calculated

UNSEEN = st.text(st.sampled_from(" \t\r\n\v\f\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\u200b\u2060\ufeff"), max_size=6)
SIGNS = st.sampled_from("=+-@＝＋－＠")


@given(UNSEEN, SIGNS, st.text(max_size=20))
def test_a_sign_that_begins_a_formula_is_guarded_behind_spaces_tabs_and_line_breaks(
    unseen: str, sign: str, rest: str
) -> None:
    text = f"{unseen}{sign}{rest}"
    assert looks_calculated(text)
    assert harmless(text).startswith("'")


@given(UNSEEN, SIGNS, st.text(st.characters(categories=["L"]), min_size=1, max_size=20))
def test_only_a_figure_written_out_may_begin_with_a_sign(unseen: str, sign: str, rest: str) -> None:
    assert harmless_or_number(f"{unseen}{sign}{rest}").startswith("'")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-10_000, max_value=10_000))
def test_a_figure_stays_a_figure(value: object) -> None:
    written = f"{value:f}".replace(".", ",")
    assert harmless_or_number(written) == written


@given(st.text(st.characters(min_codepoint=65, max_codepoint=0x24F), max_size=40))
def test_every_other_text_stays_as_it_is(text: str) -> None:
    if not looks_calculated(text):
        assert harmless(text) == text.translate(dict.fromkeys(range(32)))
