"""Collects the figures of a date with the rows behind each, out of the same declarations that count them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from kpi.documents.paper import Paper
from kpi.documents.small_counts import hidden
from kpi.facts.database.gc_pause import paused
from kpi.facts.measuring.observing import observe_each
from kpi.facts.reader import Reader
from kpi.language import Said
from kpi.picture import Picture
from kpi.programme.counting_rule import rule
from kpi.programme.plan import Indicator, SideFigure
from kpi.programme.registers import REGISTERS
from kpi.report.account import SubsidyReport
from kpi.report.package.collector import Collector
from kpi.report.package.evidence_package import FigureBehind, KeptFiles, Package, RowKey
from kpi.report.package.laid_open import laid_open
from kpi.report.package.money_figures import booking_keys, money_figures
from kpi.score.expectation import judged_on
from kpi.score.scores import Observation
from kpi.sentences import say


@paused()
def read_package(reader: Reader, report: SubsidyReport, paper: Paper, files: KeptFiles) -> Package:
    """The package of an account, laid out as ``paper``: its figures, rows and cells behind them, and their files."""
    picture = report.picture
    collector = Collector(reader, reader.programme.plan_year(picture.plan_year))
    behind = (
        *_indicators(collector, picture),
        *_figures(collector, picture),
        *_outputs(collector, picture),
        *money_figures(collector, report),
    )
    figures, printed = laid_open(report, paper, behind, booking_keys(collector, report))
    links = [link for figure in figures for link in figure.links]
    read = {(link.row, link.fields) for link in links} | {(one.row, one.fields) for one in printed if one.row}
    ordered = sorted({row for row, _ in read}, key=lambda key: (key[0], [str(part).casefold() for part in key[1]]))
    return Package(
        programme=reader.programme,
        as_of=picture.as_of,
        plan_year=picture.plan_year,
        revision=picture.revision,
        sample=picture.sample,
        figures=figures,
        rows={key: collector.rows[key] for key in ordered},
        fields=collector.fields,
        sources=files.sources,
        numbers=_numbers(ordered),
        cells={(row, fields): _cells(collector, files, row, fields) for row, fields in read},
        printed=printed,
        came_from={row: source for row in ordered if (source := files.source_of(collector.rows[row]))},
        originals=files.originals(),
    )


def _cells(collector: Collector, files: KeptFiles, key: RowKey, fields: tuple[str, ...]) -> str:
    """The cells of a row's fields, or of its name where the row itself is counted; empty where they aren't found."""
    register, row = key[0], collector.rows[key]
    values = dict(zip(collector.fields[register], row.values, strict=True))
    names = fields or tuple(one.name for one in REGISTERS[register].keys[:1])
    return files.address(register, row, values, *(name for name in names if values[name] is not None))


def _numbers(ordered: Iterable[RowKey]) -> dict[RowKey, int]:
    """The number of each row within its register, from 1."""
    numbers: dict[RowKey, int] = {}
    last: dict[str, int] = {}
    for key in ordered:
        last[key[0]] = numbers[key] = last.get(key[0], 0) + 1
    return numbers


def _indicators(collector: Collector, picture: Picture) -> Iterable[FigureBehind]:
    """Each indicator as the account has it, and on its due date where that is before."""
    declared = {score.id: collector.programme.indicator(score.id) for score in picture.indicators}
    judged = {name: judged_on(indicator, picture.as_of) for name, indicator in declared.items()}
    due = {one.id: one.target.due for one in picture.indicators if one.target and one.target.due < judged[one.id]}
    asked = [(declared[name].measure, [day]) for name, day in due.items()]
    then = dict(zip(due, observe_each(collector.reader, asked, collector.year), strict=True))
    for score in picture.indicators:
        name, indicator = f"indicator/{score.id}", declared[score.id]
        seen = Observation(score.value, score.numerator, score.denominator)
        yield _figure(collector, name, say("Indicator"), indicator, seen, judged[score.id])
        if score.id in due:
            day = due[score.id]
            yield _figure(collector, f"{name}/on_due", say("Indicator"), indicator, then[score.id][day], day)


def _figures(collector: Collector, picture: Picture) -> Iterable[FigureBehind]:
    figures, day = collector.programme.figures, picture.as_of
    observed = observe_each(collector.reader, [(one.measure, [day]) for one in figures], collector.year)
    for figure, seen in zip(figures, observed, strict=True):
        yield _figure(collector, f"figure/{figure.id}", say("Side figure"), figure, seen[day], day)


def _figure(
    collector: Collector, name: str, group: Said, counted: Indicator | SideFigure, seen: Observation, day: date
) -> FigureBehind:
    return FigureBehind(
        id=name,
        group=group,
        title=counted.title,
        unit=counted.unit,
        value=seen.value,
        numerator=seen.numerator,
        denominator=seen.denominator,
        day=day,
        links=collector.links(counted.measure, day),
        rule=rule(collector.programme, counted) if isinstance(counted, Indicator) else "",
        hidden=hidden(counted, seen.value, seen.numerator),
    )


def _outputs(collector: Collector, picture: Picture) -> Iterable[FigureBehind]:
    declared = {output.id: output for output in collector.programme.outputs if output.plan_year == picture.plan_year}
    for delivered in picture.money.outputs:
        output = declared[delivered.id]
        value = None if delivered.delivered is None else Fraction(delivered.delivered)
        yield FigureBehind(
            id=f"output/{output.id}",
            group=say("Planned output"),
            title=output.title,
            unit=output.unit,
            value=value,
            day=picture.as_of,
            links=collector.links(output.measure, picture.as_of),
        )
