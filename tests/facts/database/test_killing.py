import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kpi.facts.database.checking import check_database
from kpi.facts.store_opening import open_store
from tests.facts.stories import at, write
from tests.facts.world import PROGRAMME

COMMITTING = """
import sys
from kpi.facts.store_opening import open_store
from tests.facts.stories import proposal
from tests.facts.world import PROGRAMME
from tests.facts.world import PROGRAMME
store = open_store(sys.argv[1], PROGRAMME)
change = proposal(1, {f"k{i:05}": i for i in range(60_000)})
print("begun", flush=True)
store.commit(change)
"""


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.25, 0.5])
def test_killed_in_the_middle_it_is_at_the_revision_before_or_after(database_url: str, delay: float) -> None:
    store = open_store(database_url, PROGRAMME)
    write(store, {"a": 1})
    command = [sys.executable, "-c", COMMITTING, database_url]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    assert (store.latest(), len(at(store))) in {(1, 1), (2, 60_001)}
    assert check_database(store) == []
    assert write(store, {"b": 1}) == store.latest()
