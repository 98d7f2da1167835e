"""The rows of a register as they stand in a revision, in the few forms that an import compares with."""

from sqlalchemy import select

from kpi.facts.reading import Reader
from kpi.facts.tables import FACTS


def digests(reader: Reader, register_name: str) -> dict[str, str]:
    """Key → digest of every row, so that an import knows what is new, changed and unchanged without reading values."""
    table = FACTS[register_name]
    query = select(table.c.key, table.c.digest).where(reader.valid(table))
    return {key: digest for key, digest in reader.connection.execute(query)}


def names(reader: Reader, register_name: str, field: str) -> dict[str, str]:
    """Normalised name → the name as it was last written, of a field that is stored with its key form."""
    table = FACTS[register_name]
    key, written = table.c[f"{field}_key"], table.c[field]
    query = select(key, written).where(reader.valid(table), key.is_not(None)).order_by(table.c.id)
    return {normal: name for normal, name in reader.connection.execute(query)}
