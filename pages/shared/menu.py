"""The screens, in the order of the navigation: adding one is adding a row.

The four that people come for stand open; the others lie under a word each, so that the whole navigation fits on one
line from a tablet up and nothing hides behind the framework's own "more".
"""

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kpi.access import Act, Person
from kpi.errors import Refusal
from kpi.language import N_, Words
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.sentences import say
from kpi.server import installation
from pages.shared.visitor import may_do, sign_in


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A page script with its name, its icon, its place in the URL, who may see it, and the word it lies under."""

    script: str
    title: str
    icon: str
    url: str
    act: Act = Act.SEE_FIGURES
    group: str = ""


RESULTS, MEETING, PAPERS, SETTINGS = N_("Results"), N_("For the meeting"), N_("Reports"), N_("Manage")
SHEETS: dict[str, tuple[str, ...]] = {
    "money": ("expenses", "contributions", "subsidy_payments"),
    "members": ("organisations",),
    "vacancies": ("vacancies",),
    "visibility": ("videos", "events", "contacts"),
    "activities": ("activities",),
}
"""What a screen shows, by its place in the URL; without a sheet for any of it the screen isn't in the menu."""

SCREENS = (
    MenuItem("pages/progress/overview.py", N_("Overview"), "space_dashboard", "overview"),
    MenuItem("pages/progress/indicator.py", N_("Indicator details"), "flag", "indicator"),
    MenuItem("pages/progress/money.py", N_("Money"), "euro", "money"),
    MenuItem("pages/intake/data.py", N_("Data"), "upload_file", "data", Act.IMPORT),
    MenuItem("pages/progress/members.py", N_("Members"), "handshake", "members", group=RESULTS),
    MenuItem("pages/progress/vacancies.py", N_("Vacancies"), "work", "vacancies", group=RESULTS),
    MenuItem("pages/progress/visibility.py", N_("Visibility"), "visibility", "visibility", group=RESULTS),
    MenuItem("pages/progress/activities.py", N_("Activities"), "grid_view", "activities", group=RESULTS),
    MenuItem("pages/settings/steering_group.py", N_("Steering group"), "event_note", "minutes", group=MEETING),
    MenuItem("pages/progress/compare.py", N_("Compare"), "compare_arrows", "compare", group=MEETING),
    MenuItem("pages/progress/what_if.py", N_("What if"), "tune", "what-if", group=MEETING),
    MenuItem("pages/progress/present.py", N_("Present"), "slideshow", "present", group=MEETING),
    MenuItem("pages/reports/update.py", N_("Quarterly update"), "co_present", "update", group=PAPERS),
    MenuItem("pages/reports/report.py", N_("Report"), "description", "report", Act.SEE_CONFIDENTIAL, PAPERS),
    MenuItem(
        "pages/settings/targets.py", N_("Set targets"), "edit_calendar", "set-targets", Act.SET_PROGRAMME, SETTINGS
    ),
    MenuItem(
        "pages/settings/grant.py", N_("Grant and budget"), "account_balance", "set-grant", Act.SET_PROGRAMME, SETTINGS
    ),
    MenuItem("pages/admin/people.py", N_("Access"), "key", "access", Act.SIGN_OUT, SETTINGS),
    MenuItem("pages/admin/log.py", N_("Log"), "history", "log", Act.SEE_AUDIT, SETTINGS),
)


def navigation(who: Person | None, words: Words) -> StreamlitPage:
    """The navigation on top shows what this person may see; without one there is only the way in."""
    if who is None:
        return st.navigation(
            [st.Page(lambda: sign_in(words), title=words("Sign in"), url_path="sign-in")], position="top"
        )
    programme, granted = _filed(), may_do(who)
    sheets = frozenset(programme.sheets if programme else REGISTERS)
    own = {"update": programme.update} if programme and not programme.update.blank else {}
    groups: dict[str, list[StreamlitPage]] = {}
    for screen in SCREENS:
        shown = screen.act in granted and not sheets.isdisjoint(SHEETS.get(screen.url, REGISTERS))
        over = words(screen.group) if shown and screen.group else ""
        title = words.say(own.get(screen.url) or say(screen.title))
        groups.setdefault(over, []).append(_page(screen, title, shown=shown))
    groups[""].append(_page(SCREENS[0], words(SCREENS[0].title), shown=False, second=True))
    return st.navigation(groups, position="top")


def _filed() -> Programme | None:
    """The programme as filed; None while its file can't be read."""
    try:
        return installation.filed()
    except (Refusal, OSError):
        return None


def _page(screen: MenuItem, title: str, *, shown: bool, second: bool = False) -> StreamlitPage:
    """The page of a screen; one that isn't this person's keeps its address, where the refusal is shown and logged.

    The framework gives the first screen the address of the whole; under its own name it is a ``second`` page.
    """
    first = screen is SCREENS[0]
    return st.Page(
        screen.script,
        title=title,
        icon=f":material/{screen.icon}:",
        url_path=screen.url if second or not first else "start",
        default=first and not second,
        visibility="visible" if shown else "hidden",
    )


def compares(page: StreamlitPage) -> bool:
    """True when a screen can be compared with another day, as every screen of figures can."""
    screen = next((item for item in SCREENS if item.url == page.url_path), SCREENS[0])
    return screen.script.startswith("pages/progress/")
