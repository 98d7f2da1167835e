"""The account to the province as a paper: its ten chapters and its annexes, from the same tables as the workbook."""

from collections.abc import Callable, Iterator

from kpi.documents.grid import Pairs, headed
from kpi.documents.markdown import read
from kpi.documents.paper import (
    Block,
    Paper,
    PaperHeading,
    PaperSection,
    PaperTable,
    Sentence,
    Shown,
    amounts,
    listed,
    logo_of,
    table_of,
)
from kpi.language import N_, Words
from kpi.report.account import NARRATIVES, WRITTEN, Outline, SubsidyReport, must_explain
from kpi.report.chapters import costs, declarations, deviations, income, particulars, performance, summary, work_done
from kpi.report.paper import account_charts
from kpi.report.paper.annex_sections import ANNEXES

TO_WRITE = N_("To be written.")


def account(report: SubsidyReport, words: Words) -> Paper:
    """The whole account in one language."""
    name = report.programme.name.in_(words.language)
    about = words(
        "{programme} · plan year {year} · reference date {day} · revision {revision}",
        programme=name,
        year=report.year.id,
        day=words.date(report.as_of),
        revision=report.picture.revision,
    )
    return Paper(
        title=title(report, words),
        subtitle=name,
        language=words.language,
        author=(report.grant and report.grant.applicant) or name,
        footer=about,
        banner=banner(report, words),
        mark=words("DRAFT") if report.draft else "",
        cover=listed(words("What this report is about"), _cover(report, words), words),
        sections=[section(report, words) for section in (*CHAPTERS, *ANNEXES)],
        logo=logo_of(report.programme, words),
    )


def title(report: Outline, words: Words) -> str:
    """Progress report or final account, and of which plan year."""
    year = report.year.id
    if report.final:
        return words("Final account of the subsidy, plan year {year}", year=year)
    return words("Progress report on the subsidy, plan year {year}", year=year)


def banner(report: SubsidyReport, words: Words) -> str:
    """What every page begins with: that it is a draft, and of sample data when it is."""
    if report.picture.sample:
        return words("DRAFT – sample data")
    return words("DRAFT – not complete yet") if report.missing else ""


def _cover(report: SubsidyReport, words: Words) -> Pairs:
    return (*particulars.moment(report, words), *(particulars.granted(report.grant, words) if report.grant else ()))


def _grant(report: SubsidyReport, words: Words) -> PaperSection:
    blocks: list[Block] = [listed(words("Plan year and reference date"), particulars.moment(report, words), words)]
    if report.grant is None:
        blocks.append(Sentence(words("There is no grant for this plan year in the programme.")))
    else:
        blocks += [
            PaperHeading(words("The grant")),
            listed(words("Particulars of the grant decision"), particulars.granted(report.grant, words), words),
            PaperHeading(words("Rules by which is accounted")),
            listed(words("Rules of the grant"), particulars.rules(report.grant, words), words),
        ]
    return PaperSection(words("1 Particulars of the grant"), blocks)


def _summary(report: SubsidyReport, words: Words) -> PaperSection:
    goals = summary.goals(report, words)
    blocks: list[Block] = [
        Sentence(summary.finding(report, words)),
        *_narrative(report, "summary"),
        PaperHeading(words("Goals")),
        table_of(words("Score of each goal"), goals, (4, *[1] * (len(goals.columns) - 1)), words),
        PaperHeading(words("Indicators by status")),
        table_of(words("Number of indicators by status"), summary.statuses(report, words), (3, 1), words),
        PaperHeading(words("Money of the plan year")),
        amounts(words("Budget, costs and income"), summary.amounts(report.picture.money, words), words),
    ]
    if report.missing:
        rows = [[Shown(str(one.chapter)), Shown(one.say(words), asked=True)] for one in report.missing]
        columns = headed(words("Chapter"), words("What"))
        blocks += [
            PaperHeading(words("Still needed before this report can be final")),
            PaperTable(words("What is still missing"), columns, (1, 7), rows),
        ]
    return PaperSection(words("2 Summary"), blocks)


def _activities(report: SubsidyReport, words: Words) -> PaperSection:
    blocks: list[Block] = [
        *_narrative(report, "activities"),
        PaperHeading(words("By segment of the assessment framework")),
        table_of(words("Activities by segment"), work_done.by_segment(report, words), (4, 5, 4, 3, 2, 2, 2, 2), words),
        Sentence(words("A white spot is a segment without a running activity."), "note"),
    ]
    if report.lines:
        by_line = work_done.by_line(report, words)
        blocks += [
            PaperHeading(words("By budget line")),
            table_of(words("Activities by line"), by_line, (4, 7, 5, 2), words),
        ]
    return PaperSection(words("3 Activity report"), blocks, wide=True)


def _performance(report: SubsidyReport, words: Words) -> PaperSection:
    planned = performance.outputs(report, words)
    outputs: Block = Sentence(words("No outputs are planned for this plan year."))
    if planned.rows:
        outputs = table_of(words("Planned and delivered outputs"), planned, (5, 5, 3, 2, 2, 2, 2), words)
    indicators = performance.indicators(report, words).only(0, 3, 4, 5, 7, 8, 9, 10)
    return PaperSection(
        words("4 Performance account"),
        [
            *_narrative(report, "performance"),
            PaperHeading(words("Outputs of the plan year")),
            outputs,
            PaperHeading(words("Indicators")),
            table_of(words("Indicators against their targets"), indicators, (6, 2, 2, 2, 2, 2, 3, 7), words),
            Sentence(words("Counting rules and sources stand in annex C."), "note"),
            *_indicator_explanations(report, words),
        ],
        wide=True,
    )


def _indicator_explanations(report: SubsidyReport, words: Words) -> Iterator[Block]:
    found = [score for score in report.picture.indicators if must_explain(score)]
    if found:
        yield PaperHeading(words("Explanation of indicators that are not achieved or on track"))
    for score in found:
        yield PaperHeading(report.programme.indicator(score.id).title.in_(words.language), level=3)
        yield Sentence(words.say(score.explanation), "note")
        yield _written_or_asked(report, f"indicator/{score.id}", words)


def _finance(report: SubsidyReport, words: Words) -> PaperSection:
    totals = report.picture.money.totals
    blocks: list[Block] = [
        Sentence(
            costs.finding(totals, words)
            if report.lines
            else words("The lines of this plan year's budget aren't planned yet.")
        ),
        *_narrative(report, "finance"),
    ]
    if report.lines:
        lines = costs.by_line(report, words).only(*range(14))
        widths = (3, 13, 10, 9, 9, 9, 9, 9, 8, 9, 6, 9, 8, 8)
        blocks += [
            table_of(words("Budget and actual costs by line"), lines, widths, words),
            Sentence(
                words("Difference = actual − latest approved budget; below zero is less spent than budgeted."), "note"
            ),
            *account_charts.spent(report, words),
        ]
    unallocated = costs.unallocated(report, words).only(1, 2, 3)
    blocks += [
        PaperHeading(words("Bookings that are not allocated (not in the totals above)")),
        table_of(words("Bookings without a place in the budget"), unallocated, (4, 1, 1), words),
        *_line_explanations(report, words),
    ]
    return PaperSection(words("5 Financial report"), blocks, wide=True)


def _line_explanations(report: SubsidyReport, words: Words) -> Iterator[Block]:
    found = [line for line in report.lines if line.to_explain or line.explanation]
    if found:
        yield PaperHeading(words("Explanation of differences by line"))
    for line in found:
        yield PaperHeading(f"{line.number}. {words.say(line.picture.title)}", level=3)
        difference = words(
            "Budget {budget}, actual {actual}, difference {difference} ({share}).",
            budget=words.money(line.picture.budget),
            actual=words.money(line.picture.actual),
            difference=words.money(line.difference),
            share=words.share(line.share),
        )
        yield Sentence(difference, "note")
        yield _written_or_asked(report, f"line/{line.picture.id}", words)


def _income(report: SubsidyReport, words: Words) -> PaperSection:
    by_kind = table_of(words("Contributions by kind and stage"), income.by_kind(report, words), (4, 2, 2, 2, 2), words)
    blocks: list[Block] = [
        *_narrative(report, "income"),
        PaperHeading(words("Contributions by kind of organisation and by stage")),
        by_kind,
        *account_charts.contributed(report, words),
        PaperHeading(words("Co-financing")),
        amounts(words("Co-financing asked and received"), income.cofinancing(report, words), words),
        PaperHeading(words("Subsidy")),
    ]
    if report.grant is None:
        blocks.append(Sentence(words("There is no grant for this plan year in the programme.")))
    else:
        rule = words(particulars.BASES[report.grant.basis])
        blocks += [
            table_of(words("Subsidy by each rule"), income.by_rule(report, report.grant, words), (6, 2, 2), words),
            amounts(words("Subsidy of today's costs"), income.subsidy(report, words), words),
            Sentence(words("A forecast until the province decides, by this rule: {rule}.", rule=rule), "note"),
        ]
    blocks += [
        PaperHeading(words("Balance")),
        amounts(words("Income less costs"), income.balance(report, words), words),
    ]
    return PaperSection(words("6 Income"), blocks)


def _deviations(report: SubsidyReport, words: Words) -> PaperSection:
    widths = ((6, 2, 2, 2, 2), (6, 2, 2, 2, 3, 7), (5, 2, 2, 6), (6, 3, 2, 6), (6, 2, 2, 2, 2, 2))
    blocks: list[Block] = [*_narrative(report, "deviations")]
    for (heading, grid), shares in zip(deviations.tables(report, words), widths, strict=True):
        told = grid.only(*range(len(shares)))
        blocks.append(PaperHeading(heading))
        blocks.append(table_of(heading, told, shares, words) if grid.rows else Sentence(words("None.")))
    gap = report.picture.money.subsidy.plan_gap
    if gap:
        open_end = words("The plan itself doesn't close: {gap} has no cover in it.", gap=words.money(gap))
        blocks.append(Sentence(open_end))
    return PaperSection(words("7 Deviations and notifications"), blocks, wide=True)


def _by_hand(chapter: int, name: str, label: str, follows: bool) -> Callable[[SubsidyReport, Words], PaperSection]:
    def section(report: SubsidyReport, words: Words) -> PaperSection:
        return PaperSection(f"{chapter} {words(label)}", [_written_or_asked(report, name, words)], follows=follows)

    return section


def _declarations(report: SubsidyReport, words: Words) -> PaperSection:
    rows = [[Shown(label), Shown(value)] for label, value in declarations.signing(report, words)]
    return PaperSection(
        declarations.heading(report, words),
        [
            *(Sentence(one) for one in declarations.declared(report, words)),
            PaperTable(words("Signature"), headed(words("What"), words("To be filled in and signed")), (2, 5), rows),
            Sentence(words("Valid only when it is signed by who may represent the applicant."), "note"),
        ],
        follows=True,
    )


CHAPTERS: tuple[Callable[[SubsidyReport, Words], PaperSection], ...] = (
    _grant,
    _summary,
    _activities,
    _performance,
    _finance,
    _income,
    _deviations,
    *(_by_hand(chapter, name, label, name != WRITTEN[0][0]) for chapter, (name, label) in enumerate(WRITTEN, start=8)),
    _declarations,
)
"""The chapters in the order of the province."""


def _narrative(report: SubsidyReport, name: str) -> Iterator[Block]:
    """What was written for a chapter, when anything was."""
    if name in {known for known, _, _ in NARRATIVES} and report.written(name):
        yield read(report.written(name))


def _written_or_asked(report: SubsidyReport, name: str, words: Words) -> Block:
    return read(report.written(name)) if report.written(name) else Sentence(words(TO_WRITE), "asked")
