"""Collects the figures of a date with the rows behind each, out of the same declarations that count them."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from kpi.documents.small_counts import hidden
from kpi.facts.database.gc_pause import paused
from kpi.facts.measuring.observing import observe
from kpi.facts.reader import Reader
from kpi.facts.source_files import source_files
from kpi.language import Said
from kpi.picture import Picture
from kpi.programme.counting_rule import rule
from kpi.programme.plan import Indicator, SideFigure
from kpi.report.package.collector import Collector
from kpi.report.package.evidence_package import FigureBehind, Package, RowKey
from kpi.report.package.money_figures import money_figures
from kpi.score.expectation import judged_on
from kpi.score.scores import Observation
from kpi.sentences import say


@paused()
def read_package(reader: Reader, picture: Picture) -> Package:
    """The package of a picture: its indicators, side figures, outputs and money, with the rows behind them."""
    programme = reader.programme
    year = programme.plan_year(picture.plan_year)
    collector = Collector(reader, year)
    figures = (
        *_indicators(collector, picture),
        *_figures(collector, picture),
        *_outputs(collector, picture),
        *money_figures(collector, picture),
    )
    used = {link.row for figure in figures for link in figure.links}
    ordered = sorted(used, key=lambda key: (key[0], [str(part).casefold() for part in key[1]]))
    return Package(
        programme=programme,
        as_of=picture.as_of,
        plan_year=picture.plan_year,
        revision=picture.revision,
        sample=picture.sample,
        figures=figures,
        rows={key: collector.rows[key] for key in ordered},
        fields=collector.fields,
        sources=source_files(reader),
        numbers=_numbers(ordered),
    )


def _numbers(ordered: Iterable[RowKey]) -> dict[RowKey, int]:
    """The number of each row within its register, from 1."""
    numbers: dict[RowKey, int] = {}
    last: dict[str, int] = {}
    for key in ordered:
        last[key[0]] = numbers[key] = last.get(key[0], 0) + 1
    return numbers


def _indicators(collector: Collector, picture: Picture) -> Iterable[FigureBehind]:
    for score in picture.indicators:
        indicator = collector.programme.indicator(score.id)
        day = judged_on(indicator, picture.as_of)
        seen = Observation(score.value, score.numerator, score.denominator)
        yield _figure(collector, f"indicator/{score.id}", say("Indicator"), indicator, seen, day)


def _figures(collector: Collector, picture: Picture) -> Iterable[FigureBehind]:
    for figure in collector.programme.figures:
        seen = observe(collector.reader, figure.measure, [picture.as_of], collector.year)
        observation = seen[picture.as_of]
        yield _figure(collector, f"figure/{figure.id}", say("Side figure"), figure, observation, picture.as_of)


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
