"""The charts that both presentations have: bars by name, on the last meeting's day and on the reference date."""

from collections.abc import Sequence

from kpi.documents.deck.deck import THEN_AND_NOW, Graph, Unit, floats
from kpi.language import Said
from kpi.notation import Number
from kpi.sentences import say
from kpi.update.quarterly_update import UpdateReport
from kpi.views.value_words import choice_word


def compared(report: UpdateReport, title: Said, unit: Unit, bars: Sequence[tuple[Said, Number, Number]]) -> Graph:
    """A chart of bars by their names: on the last meeting's day, and on the reference date."""
    names, then, now = zip(*bars, strict=True)
    series = ((say.short_date(report.since), floats(then)), (say.short_date(report.as_of), floats(now)))
    return Graph(title, "bars", names, series, unit, THEN_AND_NOW, most=1.1 if unit == "share" else None)


def members_graph(report: UpdateReport) -> Graph:
    """The members by kind of organisation on both days, where there are any."""
    programme, members_now = report.programme, report.news.members
    kinds = [(choice_word(programme, "organisation_kind", one.id), one.before, one.after) for one in members_now]
    return compared(report, say("Members by kind"), "whole", kinds)
