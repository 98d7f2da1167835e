"""Every count and percentage of the update's sentences is in the JSON of its two days, or follows from what is.

Members of every kind and the positions of a period aren't in it; they are counted by loops over the rows.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import unescape
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from pptx import Presentation

from kpi.language import words_of
from kpi.money.budget_json import budget_json
from kpi.notation import rounded
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.score.score_json import score_json
from kpi.update.quarterly_update import UpdateReport
from kpi.update.reading_update import read_update
from tests.report.written_files import update_file
from tests.truths.plain_rows import Facts, Plan, facts_of
from tests.truths.recounts import closing, in_scope
from tests.truths.worlds import plan, stored

NL = words_of("nl")
DAYS = [date(2017, 12, 31), date(2018, 1, 1), date(2018, 4, 30), date(2018, 6, 30)]
USUAL = 3000
"""What the plan asks of a contributor on average."""
PERCENT = re.compile(r"(?<![\d.,])(\d+(?:,\d+)?)%")


def told(content: bytes, ending: str) -> Iterator[str]:
    """Every sentence of a file, cells of its tables and notes of its slides among them."""
    if ending == "html":
        yield from (unescape(text) for text in re.findall(r">([^<]+)<", content.decode()))
        return
    for slide in Presentation(BytesIO(content)).slides:
        yield slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
            if getattr(shape, "has_table", False) and shape.has_table:
                yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)


def known(value: Any) -> Iterator[Fraction]:
    """Every number of a JSON answer; amounts are text there."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from known(part)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield Fraction(value)


def of_day(programme: Programme, seen: Picture) -> dict[str, Any]:
    scores = score_json(programme, seen.as_of, seen.revision, seen.indicators, seen.goals, "nl")
    return {"score": scores, "budget": budget_json(seen.money, seen.as_of, seen.revision, "nl")}


def shares(report: UpdateReport) -> set[Fraction]:
    """The shares of both days; what is used of each line and in all, and what a usual contribution is of the costs."""
    found: set[Fraction] = set()
    for seen in (report.before, report.after):
        found |= set(known(of_day(report.programme, seen)))
        for line in (*seen.money.lines, seen.money.totals):
            amounts = [line.actual, line.used, line.paid, line.committed, line.remaining, line.outcome]
            found |= {Fraction(amount) / Fraction(line.budget) for amount in amounts if amount and line.budget}
    levels = {Fraction(target.value) for one in report.programme.indicators for target in one.targets}
    costs = report.after.money.totals.actual
    usual = {Fraction(USUAL) / Fraction(costs)} if costs else set()
    return found | levels | usual


def counts(report: UpdateReport) -> dict[str, set[Decimal]]:
    """By the word that follows a number what it may be: values, targets and what is asked, and their differences."""
    found: dict[str, set[Decimal]] = {}
    for indicator in report.programme.indicators:
        noun = NL.say(indicator.noun)
        if indicator.unit != "count" or not noun:
            continue
        numbers = {Fraction(level.value) for level in indicator.levels}
        numbers |= {Fraction(target.value) for target in indicator.targets}
        for seen in (report.before, report.after):
            score = seen.indicator(indicator.id)
            numbers |= {
                one for one in (score.value, score.expected, score.this_year, score.baseline) if one is not None
            }
        whole = {rounded(one, 0) for one in numbers}
        apart = {rounded(abs(one - other), 0) for one, other in product(numbers, repeat=2)}
        found.setdefault(noun, set()).update(whole | apart | {abs(a - b) for a, b in product(whole, repeat=2)})
    return found


def members(facts: Facts, day: date) -> int:
    """Organisations of every kind with a membership in force."""
    told = [(row["organisation_key"], row) for row in facts["memberships"]]
    told += [(row["name_key"], row) for row in facts["organisations"]]
    in_force = {
        who
        for who, row in told
        if row["member_since"] and row["member_since"] <= day <= (row["member_until"] or date.max)
    }
    return len(in_force)


def positions(facts: Facts, plan: Plan, since: date, day: date) -> set[int]:
    """Positions in scope of every level that were published in between, and those that were filled."""
    offered = filled = 0
    for row in facts["vacancies"]:
        if in_scope(plan, row):
            offered += row["positions"] if since < row["published_on"] <= day else 0
            shut = row["filled_on"] or closing(row)
            filled += (row["filled"] or 0) if shut and since < shut <= day else 0
    return {offered, filled}


@pytest.mark.parametrize("ending", ["pptx", "members.pptx", "html"])
@pytest.mark.parametrize("day", DAYS)
def test_every_count_and_percentage_of_the_update_is_in_the_json(day: date, ending: str) -> None:
    since = DAYS[0] if day > DAYS[0] else date(2017, 9, 30)
    with stored("shipped").read(confidential=False) as reader:
        report = read_update(reader, since, day, "2017-2018", "nl")
    with stored("shipped").read() as reader:
        facts = facts_of(reader)
    allowed, by_noun = shares(report), counts(report)
    by_noun["organisaties"] |= {Decimal(members(facts, each)) for each in (since, day)}
    by_noun["plaatsen"] |= set(map(Decimal, positions(facts, plan("shipped"), since, day)))
    for sentence in told(update_file(report, ending, NL), ending):
        shown = sentence.replace("\xa0", " ")
        for text in PERCENT.findall(shown):
            places = len(text.partition(",")[2])
            written = Decimal(text.replace(",", "."))
            assert any(rounded(share * 100, places) == written for share in allowed), shown
        for noun, numbers in by_noun.items():
            for text in re.findall(rf"(?<![\d.,€])(\d[\d.]*) {re.escape(noun)}\b", shown):
                assert Decimal(text.replace(".", "")) in numbers, shown
