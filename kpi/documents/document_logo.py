"""The logo of a document, as every format places it."""

from dataclasses import dataclass

from kpi.language import Said


@dataclass(frozen=True, slots=True)
class Logo:
    """The image in the place for the logo: its bytes, ``png`` or ``jpeg``, and its name for who can't see it."""

    content: bytes
    kind: str
    alternative: Said
