"""The entrance of a screen: its visitor and question, once checked."""

from kpi.roles_and_acts import Act
from pages.shared.screen import Screen, current
from pages.shared.visitor import permitted


def enter(act: Act) -> Screen:
    """Open a screen: the visitor and the question; a visitor who may not see it is refused, and that is logged."""
    return Screen(permitted(act), current())
