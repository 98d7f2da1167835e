"""Whether the sign-in service answers, asked within a few seconds, however its network behaves."""

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Thread
from urllib.parse import urlsplit

SECONDS = 5
"""So long somebody waits for a service that doesn't answer, the look-up of its name included."""
_MOST = 1_000_000
_OK = 200


def answers(metadata: str) -> bool:
    """Return true when the address gives the particulars of a sign-in service within ``SECONDS``."""
    found: list[bool] = []
    asking = Thread(target=lambda: found.append(_asked(metadata)), daemon=True)
    asking.start()
    asking.join(SECONDS)
    return found == [True]


def _asked(metadata: str) -> bool:
    try:
        address = urlsplit(metadata)
        kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
        connection = kind(address.hostname or "", address.port, timeout=SECONDS)
        connection.request("GET", f"{address.path}?{address.query}" if address.query else address.path)
        answer = connection.getresponse()
        told = json.loads(answer.read(_MOST))
    except (OSError, ValueError, HTTPException):
        return False
    return answer.status == _OK and "authorization_endpoint" in told
