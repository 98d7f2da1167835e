"""The full plan year holds what the tests of reports count on."""

from decimal import Decimal

from kpi.facts.measuring.counted_rows import of_register
from kpi.facts.store import Store
from kpi.monitor import picture
from kpi.programme.plan import Programme
from tests.report.full_year import DAY, HOSTILE_MEMBER, HOSTILE_VACANCY, YEAR


def test_the_full_year_is_full_and_nearly_everything_in_it_can_be_judged(
    full_year: Store, programme: Programme
) -> None:
    with full_year.read() as reader:
        seen = picture(reader, DAY, YEAR)
        counts = {name: of_register(reader, name).total for name in ("expenses", "vacancies")}
        titles = of_register(reader, "vacancies", limit=1).rows[0].values
        members = of_register(reader, "organisations").rows
    assert counts == {"expenses": 500, "vacancies": 600}
    assert HOSTILE_VACANCY in titles
    assert any(HOSTILE_MEMBER in row.values for row in members)
    assert sum(score.value is None for score in seen.indicators) <= 2
    assert seen.money.totals.actual is not None
    assert Decimal(250_000) < seen.money.totals.actual < Decimal(300_564)
