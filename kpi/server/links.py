"""Links that somebody asked for before signing in, kept for after it."""

from urllib.parse import urlsplit

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
