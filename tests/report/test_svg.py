"""A chart as a drawing: whole on its page, its bars to scale, in letters that can be read."""

import re
from decimal import Decimal

import pytest

from kpi.documents.paper import PaperChart, Series
from kpi.documents.pdf.svg import TALLEST, drawing
from kpi.language import words_of

NL = words_of("nl")


def chart(bars: int) -> PaperChart:
    values = [Decimal(1000 * (n + 1)) for n in range(bars)]
    series = [Series("Begroting", "#0B5C8C", values)] * 2
    return PaperChart("Titel", [f"Post {n}" for n in range(bars)], series, lying=True)


@pytest.mark.parametrize("bars", [1, 16, 40])
def test_a_chart_of_any_number_of_bars_fits_a_landscape_page_and_draws_each(bars: int) -> None:
    drawn = drawing(chart(bars), NL)
    height = float(re.search(r'viewBox="0 0 756 (\d+)"', drawn)[1])  # type: ignore[index]
    tops = [
        float(y) + float(tall)
        for y, tall in re.findall(r'<rect x="232.0" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', drawn)
    ]
    assert height <= TALLEST
    assert len(tops) == 2 * bars
    assert max(tops) < height - 16
    assert all(f"Post {n}<" in drawn for n in range(bars))


def test_its_letters_are_not_the_thinnest_of_the_font() -> None:
    assert "font-variation-settings:'wght' 400" in drawing(chart(2), NL)
