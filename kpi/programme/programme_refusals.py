"""What refuses a programme file, or settings made over it by hand, with everything that is wrong."""

from collections.abc import Iterable, Sequence

from kpi.errors import Refusal
from kpi.language import N_, Words, words_of
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.written_key import with_place


class ProgrammeRefused(Refusal):
    """A programme file can't be used; ``faults`` holds all its faults, in the file's order."""

    template = N_("The programme file {file} can't be used until this is put right ({n} in all):")

    def __init__(self, file: str, faults: Sequence[ProgrammeFinding]) -> None:
        super().__init__(file=file, n=len(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        """The sentence in English with every fault on a line of its own."""
        english = words_of("en")
        return "\n".join([super().sentence(english), *(with_place(fault, english) for fault in self.faults)])

    def sentence(self, words: Words) -> str:
        """Return the file that is refused and, on a line each, every fault."""
        lines = [f"{self.values['file']}: {with_place(fault, words)}" for fault in self.faults]
        return "\n".join([super().sentence(words), *lines])


class SettingsRefused(Refusal):
    """Settings made by hand don't fit the programme file; ``findings`` has everything that is wrong."""

    template = N_("What was set doesn't fit the programme ({n} in all):")

    def __init__(self, findings: Iterable[ProgrammeFinding]) -> None:
        self.findings = tuple(findings)
        super().__init__(n=len(self.findings))

    def sentence(self, words: Words) -> str:
        """Return the refusal and, on a line each, every finding with its place."""
        return "\n".join([super().sentence(words), *(with_place(each, words) for each in self.findings)])
