"""The programme in force in a reader's revision, worked out once for all readers with equal settings by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kpi.facts.decisions.decisions_made import stored_decisions
from kpi.facts.reader import Reader
from kpi.programme.plan import PREFIX, Programme

Settings = tuple[str, tuple[tuple[str, str], ...]]
"""The mark of the file, and everything that was set by hand: key and value, in the order of the keys."""
MOST = 16
"""So many programmes are remembered: those of the revisions that people look at."""


@dataclass(frozen=True, slots=True)
class ProgrammeInForce:
    """Gives the programme in force to the readers of a store."""

    apply: Callable[[Programme, Mapping[str, str]], Programme]
    """Gives the programme of a file and what was set over it (``kpi.programme.in_force``)."""
    known: dict[Settings, Programme] = field(default_factory=dict)

    def __call__(self, reader: Reader) -> Programme:
        """Return the file of the reader with what was set up to its revision. Raises SettingsRefused."""
        settings = tuple((stored.key, stored.value) for stored in stored_decisions(reader, PREFIX))
        given = (reader.filed.fingerprint, settings)
        programme = self.known.get(given)
        if programme is None:
            programme = self.apply(reader.filed, dict(settings))
            if len(self.known) >= MOST:
                self.known.clear()
            self.known[given] = programme
        return programme
