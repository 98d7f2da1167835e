"""The colour that goes with a status: good, asking for attention, bad, or none."""

from kpi.charts.palette import Palette
from kpi.score.scores import GOOD, Status

ASKING = (Status.ATTENTION,)
BAD = (Status.BEHIND, Status.MISSED)


def status_colour(status: Status, palette: Palette) -> str:
    """The colour that goes with a status; without a verdict it is the quiet one."""
    if status in GOOD:
        return palette.good
    if status in ASKING:
        return palette.attention
    return palette.bad if status in BAD else palette.quiet
