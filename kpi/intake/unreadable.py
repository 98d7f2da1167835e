"""Faults before they have a place: of a value that can't be read, and of a file that is refused as a whole."""

import csv
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError

from kpi.intake.formats import file_limits
from kpi.intake.formats.cells import Percent


@dataclass(frozen=True, slots=True)
class Fault:
    """A code of ``problem_sentences`` with the values of its sentence, before it is known where the value stands."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, csv.Error, ParseError),
    *(OSError, EOFError, ValueError, LookupError, OverflowError, NotImplementedError, RuntimeError),
)
"""What reading a file raises when it is cut off, changed, or packed in a way that nobody uses for sheets."""


class FileRefused(Exception):
    """A file that isn't read any further; ``fault`` says why, ``file`` which of several where that is known."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.file = ""
        self.fault = Fault(code, values)


def check_size(content: bytes) -> None:
    """Refuse a file that is larger than any that is read."""
    if len(content) > file_limits.MAX_FILE_BYTES:
        raise FileRefused("too_large", limit=f"{file_limits.MAX_FILE_BYTES // file_limits.MIB} MiB")


@contextmanager
def refusing(code: str = "unreadable") -> Iterator[None]:
    """Refuse a file that its reader gives up on, and one whose XML declares entities."""
    try:
        yield
    except DefusedXmlException as error:
        raise FileRefused("unsafe_xml") from error
    except ParseError as error:
        line, column = error.position
        faulty = "faulty_xml" if code == "unreadable_xml" else code
        raise FileRefused(faulty, line=f"{line}", place=f"{column + 1}") from error
    except DAMAGED as error:
        raise FileRefused(code) from error


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that was read, with something to say about it."""

    value: date | int | str | bool | None
    fault: Fault


Meaning = date | int | str | bool | None | Percent | Fault | Doubt
