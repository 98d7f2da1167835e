"""A table of formats: how a document is laid out for each, and which module writes it, loaded when it is used."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Generic, TypeVar

from kpi.facts.database.gc_pause import paused
from kpi.files import write_whole
from kpi.language import Said, Words

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Format(Generic[Subject]):
    """A format of a document.

    ``layout`` makes frozen values of the subject, without a language. ``writer`` names the module whose
    ``write(layout, words, made)`` gives the bytes: the libraries of a format are loaded by who writes it. ``mime``: how
    a browser calls the format; ``label``: what stands on the button to download it.
    """

    layout: Callable[[Subject], object]
    writer: str
    mime: str
    label: Said


def contents(
    formats: Mapping[str, Format[Subject]], subject: Subject, endings: Iterable[str], words: Words, made: date
) -> Iterator[tuple[str, bytes]]:
    """The bytes of each format asked for, by its ending, as made on a day; what formats share is laid out once."""
    layouts: dict[Callable[[Subject], object], object] = {}
    for ending in endings:
        layout = formats[ending].layout
        if layout not in layouts:
            layouts[layout] = layout(subject)
        with paused():
            content = import_module(formats[ending].writer).write(layouts[layout], words, made)
        yield ending, content


def write_files(
    files: Iterable[tuple[str, bytes]], folder: Path, wrote: Callable[[Path], None] | None = None
) -> tuple[Path, ...]:
    """Write files by name into the folder (made when absent); ``wrote`` is told of each as soon as it is there."""
    paths = []
    for name, content in files:
        path = folder / name
        write_whole(path, content)
        paths.append(path)
        if wrote:
            wrote(path)
    return tuple(paths)
