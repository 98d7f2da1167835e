"""What the address of a database tells of where it stands: the folder of a file, or the hosts of a server."""

from collections.abc import Mapping
from pathlib import Path

from kpi.facts.database.engine import UnknownDatabaseAddress, read_address


def beside_database(url: str) -> Path | None:
    """Return the folder of an SQLite file; None of a database on a server."""
    address = read_address(url)
    return Path(str(address.database)).parent if address.get_backend_name() == "sqlite" else None


def way_to_server(url: str, environment: Mapping[str, str]) -> tuple[frozenset[str], str]:
    """The hosts that PostgreSQL is asked on, and its mode of encryption ("" when none is given); none for SQLite.

    What the address leaves out comes from the environment, as PostgreSQL's own client does it. A host that is a folder
    is a socket of this machine, and isn't among them.

    >>> way_to_server("postgresql://me@db.example.org/sha", {"PGSSLMODE": "require"})
    (frozenset({'db.example.org'}), 'require')
    >>> way_to_server("postgresql:///sha?host=/run/postgresql", {}), way_to_server("sqlite:///x.db", {"PGHOST": "db"})
    ((frozenset(), ''), (frozenset(), ''))
    """
    try:
        address = read_address(url)
    except UnknownDatabaseAddress:
        return frozenset(), ""
    if address.get_backend_name() == "sqlite":
        return frozenset(), ""

    def asked(name: str) -> str:
        value = address.query.get(name, "")
        return (value if isinstance(value, str) else ",".join(value)) or environment.get(f"PG{name.upper()}", "")

    hosts = asked("hostaddr") or address.host or asked("host")
    return frozenset(host for host in hosts.split(",") if host and not host.startswith(("/", "@"))), asked("sslmode")
