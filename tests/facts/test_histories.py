"""Any history of commits and undos, compared with a dictionary that is simply copied each time."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.facts.database.checking import check_database
from kpi.facts.store_opening import open_store
from kpi.facts.undoing import AlreadyUndone
from tests.facts.stories import at, undo, write
from tests.facts.world import PROGRAMME

KEYS = st.sampled_from("abcd")
COMMIT = st.tuples(st.just("commit"), st.dictionaries(KEYS, st.integers(0, 9), max_size=3), st.frozensets(KEYS))
UNDO = st.tuples(st.just("undo"), st.integers(0, 20), st.none())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(COMMIT, UNDO), min_size=1, max_size=9))
def test_every_old_revision_reads_as_it_did_and_undoing_the_last_restores_the_one_before(story: list) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'facts.db'}", PROGRAMME)
        pictures: list[dict[str, int]] = [{}]
        for kind, what, retired in story:
            before = pictures[-1]
            if kind == "commit":
                write(store, what, "".join(retired))
                pictures.append({key: cents for key, cents in before.items() if key not in retired} | what)
                continue
            number = 1 + what % max(1, len(pictures) - 1)
            if len(pictures) == 1:
                continue
            try:
                _, _, left = undo(store, number)
            except AlreadyUndone:
                continue
            pictures.append(at(store))
            if number == len(pictures) - 2:
                assert (pictures[-1], left) == (pictures[number - 1], ())
            for _, key in left:
                assert pictures[-1].get(key) == before.get(key)
        assert [at(store, n) for n in range(len(pictures))] == pictures
        assert check_database(store) == []
        store.close()
