"""The pages outside the dashboard: the way in, the page for people without access, and the icon of both."""

from html import escape
from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response

from kpi.charts.bullets import icon_svg
from kpi.charts.palette import LIGHT
from kpi.errors import Refusal
from kpi.language import N_, Words
from kpi.server import installation
from kpi.server.hosts import safe_link

ICON = "/favicon.ico"
DAY = 86_400
"""Seconds."""
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;color:#14212B;background:#F4F7F9;margin:0;min-height:100vh;"
    "display:grid;place-items:center}main{background:#fff;border:1px solid #D3DBE1;border-radius:6px;"
    "padding:2.5rem;max-width:26rem;margin:1rem}h1{font-size:1.5rem;margin:0 0 1rem}"
    "a{display:inline-block;background:#0B5C8C;color:#fff;padding:.6rem 1.4rem;border-radius:6px;"
    "text-decoration:none}a:focus{outline:3px solid #14212B;outline-offset:2px}"
    "@media(prefers-color-scheme:dark){body{background:#10191F;color:#E8EEF2}main{background:#1A262E;"
    "border-color:#33434E}a{background:#5FA8D3;color:#10191F}a:focus{outline-color:#E8EEF2}}"
)
SENTENCES = {
    400: N_("Nothing is served under this name; use the address that you were given for the monitor."),
    401: N_("Sign in to see how the programme stands."),
    429: N_("The monitor was asked for too often from here; wait a minute and try again."),
    403: N_("You are signed in, but your account has no access yet; ask whoever manages the monitor for a role."),
}


def icon() -> Response:
    """The icon, which a browser asks for by itself before anybody signed in; never refused, so nothing is logged."""
    return Response(icon_svg(LIGHT), 200, {"cache-control": f"max-age={DAY}"}, "image/svg+xml")


def page(connection: HTTPConnection, status: int) -> Response:
    """A page that says what is the matter, with the one thing to do about it."""
    words = installation.words_of_request(connection.scope["query_string"])
    return HTMLResponse(
        _html(words, words(SENTENCES.get(status, SENTENCES[403])), _button(connection, status, words)),
        status,
        again_later(status),
    )


def again_later(status: int) -> dict[str, str]:
    """The header that says when to try again, of an answer to who asked too often."""
    return {"retry-after": "60"} if status == 429 else {}  # noqa: PLR2004 - HTTP's "too many"


def broken(refusal: Refusal, words: Words) -> Response:
    """The page while the dashboard can't work at all, such as without its database."""
    return HTMLResponse(_html(words, refusal.sentence(words), ""), 503)


def leaving(connection: HTTPConnection) -> Response:
    """The page that asks whether somebody wants to sign out, where another's page may have sent them."""
    words = installation.words_of_request(connection.scope["query_string"])
    return HTMLResponse(_html(words, words("Do you want to sign out?"), _sign_out(words)))


def _sign_out(words: Words) -> str:
    return f'<a href="/auth/logout">{escape(words("Sign out"))}</a>'


def _button(connection: HTTPConnection, status: int, words: Words) -> str:
    if status == 401:  # noqa: PLR2004 - HTTP's "who are you?"
        query = connection.url.query
        asked = safe_link(connection.url.path + (f"?{query}" if query else ""))
        return f'<a href="/sign-in?next={quote(asked, safe="")}">{escape(words("Sign in"))}</a>'
    if status == 403:  # noqa: PLR2004 - HTTP's "not you"
        return _sign_out(words)
    return ""


def _html(words: Words, sentence: str, button: str) -> str:
    title = escape(installation.name(words))
    return (
        f'<!DOCTYPE html><html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{title}</h1><p>{escape(sentence)}</p>{button}</main></body></html>"
    )
