"""Limits on how often something is asked for: so many at once, and after that so many a minute, of each who asks."""

from ipaddress import IPv6Address, ip_address

from starlette.requests import HTTPConnection

MOST_KNOWN = 10_000
"""So many are remembered; an attacker's addresses don't fill the memory."""
NETWORK = 64
"""Bits of an IPv6 address that tell whose it is: the others somebody may choose."""


class Limit:
    """A limit that holds for each who asks, by address, person or connection."""

    def __init__(self, at_once: int, a_minute: int) -> None:
        self._at_once, self._a_second = at_once, a_minute / 60
        self._known: dict[str, tuple[float, float]] = {}

    def passes(self, who: str, moment: float) -> bool:
        """Take one of what somebody may still ask; false when nothing is left. ``moment`` in seconds."""
        left = self._left(who, moment)
        self._known[who] = (left - 1 if left >= 1 else left, moment)
        if len(self._known) > MOST_KNOWN:
            self._forget(moment)
        return left >= 1

    def wait(self, who: str, moment: float) -> float:
        """Return the seconds until somebody may ask again; 0 when they may at once."""
        return max(0.0, (1 - self._left(who, moment)) / self._a_second)

    def _left(self, who: str, moment: float) -> float:
        left, since = self._known.get(who, (float(self._at_once), moment))
        return min(self._at_once, left + (moment - since) * self._a_second)

    def _forget(self, moment: float) -> None:
        """Forget who may ask all again; where everybody is asking, all of them."""
        self._known = {who: known for who, known in self._known.items() if self._left(who, moment) < self._at_once}
        if len(self._known) > MOST_KNOWN:
            self._known.clear()


def address(connection: HTTPConnection) -> str:
    """The address that a request came from; behind a proxy that is trusted, the one that the proxy names."""
    return connection.client.host if connection.client else ""


def network(given: str) -> str:
    """Return the network by which a caller is known: an IPv4 address itself, the first half of an IPv6 address.

    >>> network("203.0.113.7"), network("2001:db8::1:2:3"), network("nobody")
    ('203.0.113.7', '2001:db8::', 'nobody')
    """
    try:
        found = ip_address(given)
    except ValueError:
        return given
    if not isinstance(found, IPv6Address):
        return given
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Address(int(found) >> NETWORK << NETWORK))
