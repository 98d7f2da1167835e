"""The dashboard's entry: who is asking, the navigation, the frame, and the screen inside it.

The navigation is built on every run, before anything can stop the script: until it is, Streamlit would serve the
scripts under ``pages/`` by themselves.
"""

import streamlit as st

from kpi.access import NoSignIn
from kpi.charts.bullets import icon_svg
from kpi.charts.palette import LIGHT
from kpi.language import words_of
from kpi.server import installation
from pages.shared import kept
from pages.shared.frame import boundary, head
from pages.shared.menu import compares, navigation
from pages.shared.spoken import language
from pages.shared.visitor import person

words = words_of(language())

refusal: NoSignIn | None = None
try:
    who = person()
except NoSignIn as raised:
    who, refusal = None, raised

page = navigation(who, words)
st.set_page_config(page_title=f"{page.title} · {installation.name(words)}", page_icon=icon_svg(LIGHT), layout="wide")
with boundary(words):
    if refusal is not None:
        raise refusal
    kept.visiting(page.url_path)
    if who is not None:
        head(page.title, installation.filed(), words, compares=compares(page))
    page.run()
