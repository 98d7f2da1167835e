"""The presentation: one thing on each screen, large. The whole first, then the money, then each indicator."""

from dataclasses import dataclass

from kpi.language import Words
from kpi.monitor import Picture
from kpi.programme.model import Programme
from kpi.views.figures import against_target
from kpi.views.overview import ON_COURSE, headline
from kpi.views.purse import Purse, strip


@dataclass(frozen=True, slots=True)
class Slide:
    """A title, one large figure, and the sentence that goes with it; about an indicator, an amount, or the whole."""

    title: str
    figure: str
    sentence: str
    indicator: str | None = None
    purse: Purse | None = None


def slides(picture: Picture, programme: Programme, words: Words) -> tuple[Slide, ...]:
    """All of them, in order."""
    return (_whole(picture, words), *_amounts(picture, words), *_indicators(picture, programme, words))


def _whole(picture: Picture, words: Words) -> Slide:
    good = sum(score.status in ON_COURSE for score in picture.indicators)
    figure = words("{n} of {total}", n=good, total=len(picture.indicators))
    return Slide(words("How the programme stands"), figure, headline(picture, words))


def _amounts(picture: Picture, words: Words) -> tuple[Slide, ...]:
    return tuple(Slide(purse.title, purse.standing, purse.parts, purse=purse) for purse in strip(picture.money, words))


def _indicators(picture: Picture, programme: Programme, words: Words) -> tuple[Slide, ...]:
    return tuple(
        Slide(
            programme.indicator(score.id).title.in_(words.language),
            against_target(words, programme.indicator(score.id), score),
            score.explanation[words.language],
            indicator=score.id,
        )
        for score in picture.indicators
    )
