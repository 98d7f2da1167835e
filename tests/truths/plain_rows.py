"""The rows of a programme as a stranger reads them: a list of dictionaries a sheet, euro and numbers as they are meant.

And the programme's file as plain TOML. What the truths beside this module count, they count from these two alone.
"""

import tomllib
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from kpi.facts.reader import Reader
from kpi.facts.tables import FACTS

Row = dict[str, Any]
Plan = dict[str, Any]
EURO = {"pledged", "invoiced", "received", "amount", "vat", "funding"}
MILLIONTHS = {"hours", "units", "value"}


class Facts(dict[str, list[Row]]):
    """The rows by sheet; one that was never filled has none."""

    def __missing__(self, sheet: str) -> list[Row]:
        return []


def facts_of(reader: Reader) -> Facts:
    """Read every row that is known in the reader's revision."""
    found = Facts()
    for sheet, table in FACTS.items():
        if "key" not in table.c:
            continue
        known = (table.c.retired.is_(None)) | (table.c.retired > reader.revision)
        query = select(table).where(
            table.c.programme == reader.programme_id, table.c.revision <= reader.revision, known
        )
        rows = [_meant(dict(row)) for row in reader.connection.execute(query.order_by(table.c.key)).mappings()]
        if rows:
            found[sheet] = rows
    return found


def _meant(row: Row) -> Row:
    for name in row.keys() & (EURO | MILLIONTHS):
        if row[name] is not None:
            row[name] = Decimal(row[name]) / (100 if name in EURO else 1_000_000)
    return row


def plan_of(path: Path) -> Plan:
    """Read a programme's file; amounts and numbers exactly as they are written."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def by_id(entries: list[Plan]) -> dict[str, Plan]:
    return {entry["id"]: entry for entry in entries}


def the_days(plan: Plan) -> list[date]:
    """Every month end of its plan years and of the year after them, and every day on which something turns.

    1 January, 29 February, 31 December, first and last day of a plan year, and each due date, start and day of a
    budget; with the eve of each and the day after.
    """
    first = min(year["starts"] for year in plan["plan_years"])
    last = max(year["ends"] for year in plan["plan_years"]) + timedelta(days=366)
    turning = {date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)}
    turning |= {date(year, 3, 1) - timedelta(days=1) for year in range(first.year, last.year + 1)}
    for year in plan["plan_years"]:
        turning |= {year["starts"], year["ends"]}
    for indicator in plan["indicators"]:
        turning.add(indicator["start"])
        turning |= {target["due"] for target in indicator.get("targets", [])}
        turning |= {target["planned"] for target in indicator.get("targets", []) if "planned" in target}
    turning |= {budget["approved_on"] for budget in plan.get("budgets", []) if "approved_on" in budget}
    beside = {day + timedelta(days=n) for day in turning for n in (-1, 0, 1)}
    return sorted(day for day in beside if first - timedelta(days=2) <= day <= last)


def grouped(rows: list[Row], name: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found
