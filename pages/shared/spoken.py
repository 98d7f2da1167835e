"""Sentences as text in the language of the session: the one place where a screen makes text of them."""

import re

import streamlit as st

from kpi.language import DEFAULT, Said, languages, words_of

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~:$<>&])")
_LIST_ITEM = re.compile(r"^(\d+|(?=-\s))([.)-])(?=\s)")


def language() -> str:
    """The language of this session: what was chosen, else what the link says, else Dutch."""
    chosen = st.session_state.get("lang") or st.query_params.get("lang")
    return chosen if chosen in languages() else DEFAULT


def spoken(sentence: Said) -> str:
    """A text in the reader's language."""
    return sentence if isinstance(sentence, str) else words_of(language()).say(sentence)


def plain(sentence: Said) -> str:
    r"""A text as it is, in the reader's language, where Streamlit would read Markdown: names out of sheets stay names.

    >>> plain("A*B [x](y)")
    'A\\*B \\[x\\]\\(y\\)'
    """
    return _LIST_ITEM.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", spoken(sentence)))
