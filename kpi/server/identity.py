"""The person behind a request, by the signed cookie that the sign-in left, and behind a session or a file.

The only place that reaches into parts of Streamlit that aren't documented; tests/server holds each against the
version that is installed.
"""

import json
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from streamlit import runtime
from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from kpi.access import acts_asked
from kpi.roles_and_acts import Act, Person
from kpi.settings import settings


def person_of(claims: Mapping[str, Any], at: datetime) -> Person | None:
    """The person that the claims of an identity token name.

    None when the provider says that the address isn't theirs, when there is none, when it only becomes an ordinary one
    by its small letters (a Kelvin sign for a k, an ß for ss), or when they signed in longer ago than the setting
    ``SMARTHUB_SESSION_HOURS`` allows.
    """
    given = str(claims.get("email") or "").strip()
    email = given.casefold()
    issued = claims.get("iat")
    if (
        not email
        or given.isascii() is not email.isascii()
        or claims.get("email_verified") is False
        or not isinstance(issued, int | float)
    ):
        return None
    longest = timedelta(hours=settings().session_hours)
    if not timedelta(minutes=-5) <= timedelta(seconds=at.timestamp() - issued) <= longest:
        return None
    return Person(email, str(claims.get("name") or email))


def signed_in(cookies: Mapping[str, str], at: datetime) -> Person | None:
    """The person behind a request with these cookies; None without a sound cookie that this installation signed."""
    asked = settings()
    if asked.sign_in is None:
        return None
    secret = asked.sign_in.cookie_secret

    def one(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(secret, name, value.encode("latin-1", "replace"))

    try:
        content = get_cookie_with_chunks(one, USER_COOKIE_NAME)
        claims = json.loads(content) if content else None
    except ValueError:
        return None
    if not isinstance(claims, dict) or not claims.get("is_logged_in") or claims.get("origin") != asked.origin:
        return None
    return person_of(claims, at)


SESSION = "smarthub_session"
"""The cookie that holds the token of a session, without which the signed one is worth nothing."""


def token_of(cookies: Mapping[str, str]) -> str:
    """The token of the session that a request belongs to; empty without one."""
    return cookies.get(session_cookie(), "")


def session_cookie() -> str:
    """The name of that cookie; behind https one that a browser takes from this very host alone."""
    return f"__Host-{SESSION}" if settings().encrypted else SESSION


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def way_out() -> bytes:
    """The message that makes a screen leave for the start, where who isn't signed in is asked to."""
    message = ForwardMsg()
    message.auth_redirect.url = "/"
    return bytes(message.SerializeToString())


def way_to_the_provider() -> str:
    """The address that begins a sign-in; it holds for two minutes."""
    return f"/auth/login?provider={encode_provider_token('default')}"


def email_of_session(session_id: str) -> str | None:
    """The e-mail address of a session's owner; None for a session that isn't there."""
    manager = runtime.get_instance()._session_mgr  # noqa: SLF001
    session = manager.get_active_session_info(session_id)
    return None if session is None else str(session.session._user_info.get("email") or "").strip().casefold()  # noqa: SLF001


def acts_for_file(file_id: str, email: str) -> frozenset[Act] | None:
    """The acts that were asked of somebody when a file was made for them; None of a file that isn't theirs.

    A picture on a screen of theirs asks for none: the screen asked before it drew it, and forgets it when it changes.
    """
    if (acts := _MADE_FOR.get(file_id, {}).get(email)) is not None:
        return acts
    files = runtime.get_instance().media_file_mgr._files_by_session_and_coord  # noqa: SLF001
    sessions = [session for session, coordinates in list(files.items()) if file_id in coordinates.values()]
    return frozenset() if any(email_of_session(session) == email for session in sessions) else None


_MADE_FOR: OrderedDict[str, dict[str, frozenset[Act]]] = OrderedDict()
"""By file the people that it was made for, each with the acts that were asked of them."""
MOST_KEPT = 10_000


def remember_owners() -> None:
    """Remember the owner of every download from now on: the framework forgets it as soon as it is made."""
    manager = runtime.get_instance().media_file_mgr
    made = manager.execute_deferred

    def kept(placeholder: str) -> str:
        entry = manager._deferred_callables.get(placeholder)  # noqa: SLF001
        with acts_asked() as acts:
            address = made(placeholder)
        email = email_of_session(entry["session_id"]) if entry else None
        if email:
            made_for = _MADE_FOR.setdefault(file_id_of(address), {})
            made_for[email] = made_for.get(email, frozenset()) | acts
            while len(_MADE_FOR) > MOST_KEPT:
                _MADE_FOR.popitem(last=False)
        return address

    manager.execute_deferred = kept  # type: ignore[method-assign,assignment]


def file_id_of(path: str) -> str:
    """The id of a file by its address.

    >>> file_id_of("/media/abc123.csv")
    'abc123'
    """
    return path.rpartition("/")[2].partition(".")[0]
