"""What is given away is noted by the names that its files have."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpi.access import LOCAL
from kpi.acts.report_exports import Destination, export_account
from kpi.facts.audit_log import entries
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme
from kpi.views.read import Question

PLAN = load_programme(default_programme_path())
AT = datetime(2021, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def store(sqlite_url: str) -> Store:
    return open_store(sqlite_url, PLAN)


@pytest.mark.parametrize(
    ("plan_year", "kind"), [("2017-2018", "subsidieverslag"), ("2020-2021", "jaarverslag")], ids=str
)
def test_the_log_names_the_files_that_were_written(store: Store, tmp_path: Path, plan_year: str, kind: str) -> None:
    question = Question(store.latest(), PLAN.plan_year(plan_year).ends, plan_year, "nl")
    files = export_account(store, LOCAL, question, Destination(tmp_path, ["xlsx"]), at=AT)
    assert [path.name.startswith(f"{kind}-{plan_year}-") for path in files] == [True]
    with store.read() as reader:
        noted = [sealed.entry.about for sealed in entries(reader.connection, store.programme_id)]
    assert noted == [", ".join(path.name for path in files)]
