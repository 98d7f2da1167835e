"""The way into a screen: who asks what, if they may."""

from kpi.rights import Act
from pages.shared.screen import Screen, current
from pages.shared.visitor import permitted


def enter(act: Act) -> Screen:
    """Return who asks what, as the first line of every screen; refuse, and log it, who may not see it."""
    return Screen(permitted(act), current())
