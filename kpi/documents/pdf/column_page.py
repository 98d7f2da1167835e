"""A page in two columns as a frozen value."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.documents.grid import Grid
from kpi.language import Said


@dataclass(frozen=True, slots=True)
class PagePart:
    """A heading with its lines; all of them are shown where it is ``whole``."""

    heading: Said
    lines: Sequence[Said]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """A page: a first part with a table over its width, then two columns of parts under a heading."""

    title: Said
    description: Said
    author: Said
    footer: Said
    banner: Said
    mark: Said
    lead: Said
    first: PagePart
    caption: Said
    table: Grid
    heading: Said
    left: Sequence[PagePart]
    right: Sequence[PagePart]
