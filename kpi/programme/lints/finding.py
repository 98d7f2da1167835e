"""A finding of the checks of a programme: its place in the file, and the fault there."""

from dataclasses import dataclass

from kpi.language import N_, Sayable

UNKNOWN_FIELD = N_("The register {register} has no field {given}.")
UNFIT = N_("{given} is no value of the field {field}.")


@dataclass(frozen=True, slots=True)
class ProgrammeFinding:
    """A fault: its place in the file (a key path), and its sentence."""

    key: str
    sentence: Sayable
