"""The presentation: one thing on each screen, large. The whole first, then the money, then each indicator."""

from dataclasses import dataclass, replace

from kpi.language import Words
from kpi.monitor import Picture
from kpi.programme.plan import Programme
from kpi.views.comparison.headline_change import moved
from kpi.views.money.money_bars import MoneyPanel, paired_strip
from kpi.views.results.overview import ON_COURSE, headline
from kpi.views.value_words import against_target


@dataclass(frozen=True, slots=True)
class Slide:
    """A title, one large figure, and the sentence that goes with it; about an indicator, an amount, or the whole."""

    title: str
    figure: str
    sentence: str
    indicator: str | None = None
    purse: MoneyPanel | None = None
    was: str = ""
    """What it was on the other side of a comparison, where that differs."""


def slides(picture: Picture, programme: Programme, words: Words, then: Picture | None = None) -> tuple[Slide, ...]:
    """All of them, in order; with what each was on another side."""
    whole = _whole(picture, words)
    if then is not None:
        whole = replace(whole, was=_whole(then, words).sentence)
    return (whole, *_amounts(picture, then, words), *_indicators(picture, then, programme, words))


def _whole(picture: Picture, words: Words) -> Slide:
    good = sum(score.status in ON_COURSE for score in picture.indicators)
    figure = words("{n} of {total}", n=good, total=len(picture.indicators))
    return Slide(words("How the programme stands"), figure, headline(picture, words))


def _amounts(picture: Picture, then: Picture | None, words: Words) -> tuple[Slide, ...]:
    return tuple(
        Slide(purse.title, purse.standing, purse.parts, purse=purse, was=was)
        for purse, was in paired_strip(picture.money, then.money if then else None, words)
    )


def _indicators(picture: Picture, then: Picture | None, programme: Programme, words: Words) -> tuple[Slide, ...]:
    return tuple(
        Slide(
            programme.indicator(score.id).title.in_(words.language),
            against_target(words, programme.indicator(score.id), score),
            words.say(score.explanation),
            indicator=score.id,
            was=moved(then, programme.indicator(score.id), score, programme, words),
        )
        for score in picture.indicators
    )
