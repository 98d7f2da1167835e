"""The presentation: one thing on each screen, large. The whole first, then the money, then each indicator."""

from dataclasses import dataclass, replace

from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.score.scores import GOOD
from kpi.sentences import Said, say
from kpi.views.comparison.compare import moved
from kpi.views.money.money_bars import MoneyPanel, paired_strip
from kpi.views.results.overview import headline
from kpi.views.value_words import against_target


@dataclass(frozen=True, slots=True)
class Slide:
    """A title, one large figure, and the sentence that goes with it; about an indicator, an amount, or the whole."""

    title: Said
    figure: Said
    sentence: Said
    indicator: str | None = None
    panel: MoneyPanel | None = None
    was: Said = ""
    """The earlier value in a comparison, where it differs."""


def slides(picture: Picture, programme: Programme, then: Picture | None = None) -> tuple[Slide, ...]:
    """The slides in order, each with its earlier value."""
    whole = _whole(picture)
    if then is not None:
        whole = replace(whole, was=_whole(then).sentence)
    return (whole, *_amounts(picture, then), *_indicators(picture, then, programme))


def _whole(picture: Picture) -> Slide:
    good = sum(score.status in GOOD for score in picture.indicators)
    figure = say("{n} of {total}", n=good, total=len(picture.judged))
    return Slide(say("How the programme stands"), figure, headline(picture))


def _amounts(picture: Picture, then: Picture | None) -> tuple[Slide, ...]:
    return tuple(
        Slide(panel.title, panel.standing, panel.parts, panel=panel, was=was)
        for panel, was in paired_strip(picture.money, then.money if then else None)
    )


def _indicators(picture: Picture, then: Picture | None, programme: Programme) -> tuple[Slide, ...]:
    return tuple(
        Slide(
            programme.indicator(score.id).title,
            against_target(programme.indicator(score.id), score),
            score.explanation,
            indicator=score.id,
            was=moved(then, programme.indicator(score.id), score, programme),
        )
        for score in picture.indicators
    )
