"""The address book: by role that keeps sheets, the person who holds it and the address where a reminder goes.

It holds no facts and stands in no revision, export, package or backup: whoever is taken out of it is gone at once, and
putting a backup back brings nobody back. The sheets of a role are those of the programme file.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from kpi.facts.tables import ADDRESSES


@dataclass(frozen=True, slots=True)
class Address:
    """A person with an e-mail address, by the role that they hold, in the programme file's Dutch words."""

    role: str
    name: str
    email: str


def addresses(connection: Connection, programme: str) -> tuple[Address, ...]:
    """Return who holds which role, by role."""
    query = select(ADDRESSES.c.role, ADDRESSES.c.name, ADDRESSES.c.email).where(ADDRESSES.c.programme == programme)
    return tuple(Address(*row) for row in connection.execute(query.order_by(ADDRESSES.c.role)))


def keep(connection: Connection, programme: str, address: Address) -> None:
    """Let a person hold a role that nobody holds."""
    kept = {"programme": programme, "role": address.role, "name": address.name, "email": address.email}
    connection.execute(insert(ADDRESSES), kept)


def forget(connection: Connection, programme: str, role: str) -> int:
    """Wipe who holds a role; return how many did."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    own = (ADDRESSES.c.programme == programme, ADDRESSES.c.role == role)
    return connection.execute(delete(ADDRESSES).where(*own)).rowcount
