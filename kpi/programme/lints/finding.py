"""A finding of the checks of a programme: its place in the file, and the fault there."""

from dataclasses import dataclass

from kpi.language import Sayable, Words


@dataclass(frozen=True, slots=True)
class ProgrammeFinding:
    """A fault: its place in the file (a key path, empty for the file as a whole), and its sentence."""

    key: str
    sentence: Sayable

    def with_place(self, words: Words) -> str:
        """Return the fault with its place, in the user's language."""
        return f"{self.key}: {words.say(self.sentence)}" if self.key else words.say(self.sentence)
