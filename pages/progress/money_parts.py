"""The parts of the screen about the money: lines, cover, plan years, and what each organisation brings."""

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import bars_figure, waterfall_figure
from kpi.language import Words
from kpi.money.sums import BudgetPicture
from kpi.views.money import budget_lines, contributions_by_organisation, money, plan_years
from kpi.views.table import Table
from pages.shared import charts, elements
from pages.shared.comparison import Answers
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
        key="waterfall",
    )
    elements.note(words("Dark: invoiced · light: ordered · each bar begins where the one above it ends"))


def lines(both: Answers[BudgetPicture], screen: Screen) -> None:
    """The budget line by line in whole euros, with its earlier values; nothing while no lines are planned."""
    words, question, programme, picture = screen.words, screen.question, screen.programme, both.now
    if not picture.lines:
        return
    title = words("The budget line by line")
    st.header(title, anchor=False)
    elements.figures(both.table(budget_lines.lines_table, programme), title)
    elements.note(
        words(
            "Expected by now: what the line's own way of spending asks, evenly over the plan year or by what was "
            "delivered. Prognosis: invoiced and ordered, and the rest of the budget unless the plan year is over or "
            "everything that the line is for has been delivered and invoiced."
        )
    )
    whole = budget_lines.lines_table(picture, programme, cents=True)
    charts.download(words("Download as CSV"), lambda: whole, f"budget_{question.plan_year}.csv", "budget_csv")


def cover(both: Answers[BudgetPicture], words: Words) -> None:
    """The subsidy meter: who covers today's costs, by which rule, and what it rests on."""
    st.header(words("Who covers today's costs"), anchor=False)
    elements.sentences(money.subsidy_sentence(both.now))
    elements.money_bar(money.cover_bar(both.now), money.cover_words(both.now))
    elements.figures(both.table(money.cover_table), words("Who covers today's costs"), headings=False)


def side_by_side(both: Answers[tuple[plan_years.Year, ...]], screen: Screen) -> None:
    """The plan years side by side, and the road to a programme that the region pays by itself."""
    words, programme, years = screen.words, screen.programme, both.now
    left, right = st.columns([58, 42], gap="large")
    with left:
        elements.section(words("Plan years side by side"), both.table(plan_years.years_table))
    with right:
        charts.chart(
            bars_figure(plan_years.road(years, programme), elements.palette(), words),
            both.table(plan_years.road_table, programme),
            words("Share of the money that comes from the region; the stroke is the plan"),
            key="road",
        )
        elements.sentences(plan_years.road_sentence(years, screen.question.plan_year, programme))


def contributions(screen: Screen) -> None:
    """The ladder of each organisation with the age of what stands open, a page at a time, all of it as a file."""
    words, plan_year = screen.words, screen.question.plan_year
    st.header(words("Contributions by organisation"), anchor=False)
    if not screen.may(Act.SEE_CONFIDENTIAL):
        elements.nothing(words("Amounts per organisation are confidential; your account shows the totals."))
        return
    ladder = screen.read(contributions_by_organisation.READ, elements.page("ladder_page"))
    if not ladder.organisations:
        elements.nothing(words("No contributions are known for {plan_year}.", plan_year=plan_year))
        return
    elements.sentences(contributions_by_organisation.ladder_sentence(ladder))
    elements.figures(contributions_by_organisation.ladder_table(ladder), words("Contributions by organisation"))
    elements.note(words("A dash: nobody recorded it, so it isn't known."))
    elements.pagination(ladder.organisations, contributions_by_organisation.PAGE, key="ladder_page")

    def every() -> Table:
        return contributions_by_organisation.ladder_table(screen.read(contributions_by_organisation.READ, 0))

    label, name = words("Download all organisations as CSV"), f"contributions_{plan_year}.csv"
    charts.download(label, every, name, "contributions_csv", confidential=True)
