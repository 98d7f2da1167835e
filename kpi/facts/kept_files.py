"""A file that facts were read from, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was given (``sha256``) and as it is kept without personal data (``stored_sha256``)."""

    name: str
    revision: int
    sha256: str
    stored_sha256: str
