"""A finding of the checks of a programme: where in the file, and what is wrong there."""

from dataclasses import dataclass

from kpi.language import N_, Sayable

UNKNOWN_FIELD = N_("The register {register} has no field {given}.")
UNFIT = N_("{given} is no value of the field {field}.")


@dataclass(frozen=True, slots=True)
class ProgrammeFinding:
    """One thing that is wrong: where in the file (a key path), and the sentence that says what."""

    key: str
    sentence: Sayable
