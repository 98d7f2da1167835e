"""The reports of a full plan year keep to their limits of time."""

from pathlib import Path

from tests.bench.bench_reports import LARGEST_RATIO, LARGEST_SECONDS, measured


def test_all_reports_of_a_full_year_keep_to_their_seconds_and_their_part_of_the_libraries(tmp_path: Path) -> None:
    found = measured(tmp_path)
    ours, bare = (sum(found[name].values()) for name in ("ours", "bare"))
    assert ours <= LARGEST_SECONDS, found
    assert ours / bare <= LARGEST_RATIO, found
