"""The host that a request asked for, the marks of a proxy, and the link to go to after signing in.

A page of somebody else's whose name leads to this machine (DNS rebinding) asks under its own name, and gets nothing.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

from kpi.settings import LOOPBACK, settings

PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def known_host(headers: Headers) -> bool:
    """Return true when the host asked for is this machine, the public address, or one that the settings name."""
    return _is_ours(f"//{headers.get('host', '')}")


def known_origin(headers: Headers) -> bool:
    """Return true when the page that asks is ours, or none is named.

    The framework would look for its own public address on the internet before it turned another's page away.
    """
    origin = headers.get("origin")
    return origin is None or _is_ours(origin)


def asked_here(headers: Headers) -> bool:
    """Return true when a page of ours asks, by what the browser says; an older one only tells which page it was."""
    site, page = headers.get("sec-fetch-site"), urlsplit(headers.get("referer", ""))
    return site == "same-origin" if site is not None else _is_ours(f"{page.scheme}://{page.netloc}")


def _is_ours(address: str) -> bool:
    try:
        asked = urlsplit(address)
        name, _ = asked.hostname, asked.port
    except ValueError:
        return False
    if name is None or asked.username is not None or asked.path:
        return False
    return name.rstrip(".") in LOOPBACK | settings().hosts


def forwarded(headers: Headers) -> bool:
    """Return true when a proxy passed the request on: then it doesn't come from the person at this machine."""
    return any(name in headers for name in PROXIED)


LONGEST = 2000


def safe_link(asked: str) -> str:
    r"""Return the link when it leads to this dashboard, else its start: nobody is sent elsewhere by a crafted link.

    >>> safe_link("/money?as_of=2018-06-30")
    '/money?as_of=2018-06-30'
    >>> {safe_link(link) for link in ("//example.org", "https://example.org", "/\\example.org", "/auth/logout")}
    {'/'}
    """
    try:
        parts = urlsplit(asked)
    except ValueError:
        return "/"
    elsewhere = parts.scheme or parts.netloc or not asked.startswith("/") or asked.startswith("//")
    crafted = "\\" in asked or len(asked) > LONGEST or not asked.isprintable() or " " in asked
    part_of_signing = parts.path.startswith(("/auth/", "/oauth2callback", "/sign-in"))
    return "/" if elsewhere or crafted or part_of_signing else asked
