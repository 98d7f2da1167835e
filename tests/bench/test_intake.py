"""The import of a large sheet keeps to its limits of time and memory."""

from tests.bench.bench_intake import LARGEST_MIB, LARGEST_RATIO, measured


def test_a_hundred_thousand_vacancies_take_at_most_three_times_the_bare_work() -> None:
    found = measured()
    assert found.ratio <= LARGEST_RATIO, found
    assert found.memory <= LARGEST_MIB, found
