"""What is no fault of a database, but worth saying: cleared files, names that were erased, what is to be wiped."""

from sqlalchemy import select

from kpi.facts.database.engine import snapshot
from kpi.facts.erasure.redactions import erasures
from kpi.facts.store import Store
from kpi.facts.tables import UPLOADS
from kpi.sentences import Said, say

UNWIPED = say(
    "What was taken away may still be read from the disk: it couldn't be wiped. Make room, and run “smarthub retention "
    "--apply”."
)


def remarks_of(store: Store) -> list[Said]:
    """Return what is no fault, but worth saying: files whose term is over, and what is still to be wiped."""
    with snapshot(store.engine) as connection:
        told = [
            say(
                "{by} erased {marks} on {day}: it stood in {things} places, whose old checksums are kept.",
                by=erasure.by,
                marks=erasure.marks,
                day=say.date(erasure.at and erasure.at.date()),
                things=erasure.things,
            )
            for erasure in erasures(connection, store.programme_id)
        ]
    return [*cleared_files(store), *told, *([UNWIPED] if store.wiping_due() else [])]


def cleared_files(store: Store) -> list[Said]:
    """The files that can't be checked any more because their term is over: no fault, but worth saying."""
    query = select(UPLOADS).where(UPLOADS.c.programme == store.programme_id, UPLOADS.c.cleared.is_not(None))
    with snapshot(store.engine) as connection:
        return [
            say(
                "The content of “{name}” (revision {number}) was cleared on {day}, after its term; its rows and its "
                "checksum are kept.",
                name=upload.name,
                number=upload.revision,
                day=say.date(upload.cleared.date()),
            )
            for upload in connection.execute(query.order_by(UPLOADS.c.id))
        ]
