"""A programme file made for an earlier version of the program is read as it is, with the limits that it sets."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import scorecard
from kpi.programme.loading import default_programme_path, load_programme
from kpi.score.scores import Status

EARLIER = Path(__file__).parent / "earlier" / "programma-drempel.toml"
DAY = date(2018, 6, 30)


def test_its_own_limit_of_on_track_decides_and_is_said(sample_file: Path, tmp_path: Path) -> None:
    """On track begins at 80% there: what asks attention at 90% and stands at 80% or more is on track, and says so."""
    found = {}
    for place in (EARLIER, default_programme_path()):
        file = Path(shutil.copy(sample_file, tmp_path / f"{place.stem}.db"))
        store = open_store(f"sqlite:///{file}", load_programme(place))
        with store.read() as reader:
            found[place] = {one.id: one for one in scorecard(reader, DAY)}
        store.close()
    theirs, ours = found[EARLIER], found[default_programme_path()]
    moved = {name for name, one in theirs.items() if one.status is not ours[name].status}
    assert moved
    assert {(ours[name].status, theirs[name].status) for name in moved} == {(Status.ATTENTION, Status.ON_TRACK)}
    assert load_programme(EARLIER).thresholds.on_track == Decimal("0.80")
    words = words_of("nl")
    assert all("80%" in words.say(theirs[name].explanation) for name in moved), [
        words.say(theirs[n].explanation) for n in moved
    ]
