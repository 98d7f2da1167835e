"""The parts of the screen about the money: lines, cover, plan years, and what each organisation brings."""

from datetime import UTC, datetime

import streamlit as st

from kpi.access import Act
from kpi.acts.exports import TableFile, export_table
from kpi.charts.bars import bars_figure
from kpi.charts.waterfall import waterfall_figure
from kpi.language import Words
from kpi.money.sums import BudgetPicture
from kpi.views.comparison import compared_table
from kpi.views.money import budget_lines, contributions_by_organisation, money, plan_years, subsidy_cover
from kpi.views.table import Table
from pages.shared import charts, comparison, elements, installation
from pages.shared.screen import Screen


def waterfall(picture: BudgetPicture, words: Words) -> None:
    """From the budget to what is left, line by line."""
    steps = budget_lines.steps(picture)
    if not steps:
        elements.nothing(budget_lines.no_steps(picture))
        return
    charts.chart(
        waterfall_figure(steps, elements.palette(), words),
        budget_lines.steps_table(steps),
        budget_lines.steps_title(picture),
        words,
        key="waterfall",
    )
    elements.note(words("Dark: invoiced · light: ordered · each bar begins where the one above it ends"))


def lines(picture: BudgetPicture, then: BudgetPicture | None, screen: Screen) -> None:
    """The budget line by line in whole euros, with its earlier values; the file has the cents."""
    words, question, programme = screen.words, screen.question, screen.programme
    title = words("The budget line by line")
    st.subheader(title, anchor=False)
    if not picture.lines:
        elements.nothing(words("The lines of {plan_year} aren't planned yet.", plan_year=question.plan_year))
        return
    was = budget_lines.lines_table(then, programme, comparison.day(screen)) if then else None
    elements.figures(compared_table.compared(budget_lines.lines_table(picture, programme, question.as_of), was), title)
    elements.note(
        words(
            "Even pace: the budget spread evenly over the days of the plan year (assumed). "
            "Prognosis: what was invoiced drawn on at its own pace, orders included (assumed). "
            "Whole euros; the file has the cents."
        )
    )
    whole = budget_lines.lines_table(picture, programme, question.as_of, cents=True)
    charts.download(whole, f"budget_{question.plan_year}.csv", words, "budget_csv")


def cover(picture: BudgetPicture, then: BudgetPicture | None, words: Words) -> None:
    """The subsidy meter: who covers today's costs, by which rule, and what it rests on."""
    st.subheader(words("Who covers today's costs"), anchor=False)
    elements.sentences(money.subsidy_sentence(picture))
    elements.money_bar(subsidy_cover.cover_bar(picture), subsidy_cover.cover_words(picture))
    rests_on = compared_table.paired(subsidy_cover.cover_table, picture, then)
    elements.figures(rests_on, words("Who covers today's costs"), headings=False)


def side_by_side(years: tuple[plan_years.Year, ...], then: tuple[plan_years.Year, ...] | None, screen: Screen) -> None:
    """The plan years side by side, and the road to a programme that the region pays by itself."""
    words, programme = screen.words, screen.programme
    left, right = st.columns([58, 42], gap="large")
    with left:
        both = compared_table.paired(plan_years.years_table, years, then)
        elements.section(words("Plan years side by side"), both)
    with right:
        charts.chart(
            bars_figure(plan_years.road(years, programme), elements.palette(), words),
            compared_table.paired(lambda plan: plan_years.road_table(plan, programme), years, then),
            words("Share of the money that comes from the region; the stroke is the plan"),
            words,
            key="road",
        )
        elements.sentences(plan_years.road_sentence(years, screen.question.plan_year, programme))


def contributions(screen: Screen) -> None:
    """The ladder of each organisation with the age of what stands open, a page at a time, all of it as a file."""
    words, plan_year = screen.words, screen.question.plan_year
    st.subheader(words("Contributions by organisation"), anchor=False)
    if not screen.may(Act.SEE_CONFIDENTIAL):
        elements.nothing(words("Amounts per organisation are confidential; your account shows the totals."))
        return
    ladder = screen.read(contributions_by_organisation.READ, max(int(st.session_state.get("ladder_page") or 1), 1))
    if not ladder.organisations:
        elements.nothing(words("No contributions are known for {plan_year}.", plan_year=plan_year))
        return
    elements.sentences(contributions_by_organisation.ladder_sentence(ladder))
    elements.figures(contributions_by_organisation.ladder_table(ladder), words("Contributions by organisation"))
    if contributions_by_organisation.pages(ladder) > 1:
        st.pagination(contributions_by_organisation.pages(ladder), key="ladder_page")
    _download(screen)


def _download(screen: Screen) -> None:
    store, words, name = installation.store(), screen.words, f"contributions_{screen.question.plan_year}.csv"

    def every() -> Table:
        ladder = screen.read(contributions_by_organisation.READ, 0)
        return contributions_by_organisation.ladder_table(ladder)

    def made() -> bytes:
        return export_table(
            store, screen.who, TableFile(name, words.language, every, confidential=True), at=datetime.now(UTC)
        )

    charts.file(words("Download all organisations as CSV"), name, made, key="contributions_csv")
