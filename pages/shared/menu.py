"""The screens, in the order of the navigation: adding one is adding a row."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kpi.access import Act, Person
from kpi.language import N_, Words
from pages.shared.access import may, sign_in

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Screen:
    """A page script with its name, its icon, its place in the URL and who may see it."""

    script: str
    title: str
    icon: str
    url: str
    act: Act = Act.SEE_FIGURES


SCREENS = (
    Screen("pages/progress/overview.py", N_("Overview"), "space_dashboard", "overview"),
    Screen("pages/progress/indicator.py", N_("Indicator details"), "flag", "indicator"),
    Screen("pages/progress/money.py", N_("Money"), "euro", "money"),
    Screen("pages/progress/members.py", N_("Members"), "handshake", "members"),
    Screen("pages/progress/vacancies.py", N_("Vacancies"), "work", "vacancies"),
    Screen("pages/progress/visibility.py", N_("Visibility"), "visibility", "visibility"),
    Screen("pages/progress/activities.py", N_("Activities"), "grid_view", "activities"),
    Screen("pages/progress/compare.py", N_("Compare"), "compare_arrows", "compare"),
    Screen("pages/progress/what_if.py", N_("What if"), "tune", "what-if"),
    Screen("pages/settings/minutes.py", N_("Steering group"), "event_note", "minutes"),
    Screen("pages/settings/targets.py", N_("Set targets"), "edit_calendar", "set-targets", Act.SET_PROGRAMME),
    Screen("pages/settings/grant.py", N_("Grant and budget"), "account_balance", "set-grant", Act.SET_PROGRAMME),
    Screen("pages/progress/present.py", N_("Present"), "slideshow", "present"),
    Screen("pages/intake/data.py", N_("Data"), "upload_file", "data", Act.IMPORT),
    Screen("pages/reports/update.py", N_("Quarterly update"), "co_present", "update"),
    Screen("pages/reports/report.py", N_("Report"), "description", "report", Act.SEE_CONFIDENTIAL),
    Screen("pages/admin/roles.py", N_("Access"), "key", "access", Act.MANAGE_ROLES),
    Screen("pages/admin/audit.py", N_("Log"), "history", "log", Act.SEE_AUDIT),
)


def navigation(who: Person | None, words: Words) -> StreamlitPage:
    """The navigation on top shows what this person may see; without one there is only the way in."""
    if who is None:
        return st.navigation(
            [st.Page(lambda: sign_in(words), title=words("Sign in"), url_path="sign-in")], position="top"
        )
    return st.navigation([_page(screen, words, shown=may(who, screen.act)) for screen in SCREENS], position="top")


def _page(screen: Screen, words: Words, *, shown: bool) -> StreamlitPage:
    """A screen that isn't this person's has its address all the same: there it says so, and the refusal is logged."""
    return st.Page(
        screen.script,
        title=words(screen.title),
        icon=f":material/{screen.icon}:",
        url_path=screen.url,
        default=screen is SCREENS[0],
        visibility="visible" if shown else "hidden",
    )
