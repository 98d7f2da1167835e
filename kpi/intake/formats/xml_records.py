"""XML documents (audit files, bank statements) gone through safely, one record at a time.

Declarations of entities are refused before anything is expanded, nothing outside the file is ever read, and of the
tree only the record at hand is held.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from defusedxml.ElementTree import iterparse

from kpi.intake.unreadable import FileRefused, refusing

DEEPEST = 40
"""Elements within elements; the formats that are read have at most 14."""
_OPENING = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)((?:\s[^<>]*)?)/?>")
_LOOK_AT = 64 * 1024
LONGEST_TAG = 64 * 1024
MOST_NAMES = 2_000
"""Different names of elements and attributes; the formats that are read have some hundreds."""
_LONG = re.compile(rb"<[^<!?][^<]{%d,}" % LONGEST_TAG)
_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+""")
"""A tag up to its end; what stands in quotes may hold one."""


@dataclass(frozen=True, slots=True)
class Record:
    """An element that was read whole: the names of those around it, from the root, and its content."""

    around: tuple[str, ...]
    element: Any
    number: int
    """Counted from 1 in the order of the file, over all records of this name."""

    @property
    def name(self) -> str:
        """The name of the element, without its namespace."""
        return local(self.element.tag)


def local(tag: str) -> str:
    """The name of an element without its namespace.

    >>> local("{http://www.auditfiles.nl/XAF/3.2}trLine")
    'trLine'
    """
    return tag.rpartition("}")[2]


def is_markup(content: bytes) -> bool:
    """Tell whether a file is XML by its first bytes, in the encodings that such files come in."""
    start = content[:200].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe \r\n\t")
    return start.startswith(b"<?xml") or bool(re.match(rb"<[A-Za-z!]", start))


def root_name(content: bytes) -> str:
    """The name of the outermost element; empty when it isn't found near the start."""
    opening = _OPENING.search(content[:_LOOK_AT].replace(b"\x00", b""))
    return opening[1].decode("ascii", "replace") if opening else ""


def text_of(element: Any, *path: str) -> str:  # noqa: ANN401 - an element
    """The trimmed text below an element along a path of names; empty when there is none.

    >>> from xml.etree.ElementTree import XML
    >>> text_of(XML("<a xmlns='u'><b><c> x </c></b></a>"), "b", "c")
    'x'
    """
    inner = next(iter(below(element, *path)), None)
    return "" if inner is None else (inner.text or "").strip()


def day_of(written: str) -> date | None:
    """The day of an XML date, its time and time zone set aside; None when it can't be read."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def below(element: Any, *path: str) -> list[Any]:  # noqa: ANN401 - an element
    """All elements below one along a path of names, whatever their namespace."""
    elements = [element]
    for name in path:
        elements = [child for each in elements for child in each if local(child.tag) == name]
    return elements


def records(content: bytes, names: frozenset[str]) -> Iterator[Record]:
    """Each element of those names, whole, and every other one emptied of what came before, as they end in the file.

    Raises FileRefused for entities, for what isn't well-formed, and for elements nested beyond reason, with more
    attributes, or of more names, than any of the formats has.
    """
    _check_tags(content.replace(b"\x00", b""))
    names_met: set[str] = set()
    around: list[Any] = []
    inside = 0
    counted: dict[str, int] = {}
    with refusing("unreadable_xml"):
        for event, element in iterparse(BytesIO(content), events=("start", "end"), forbid_dtd=True):
            name = local(element.tag)
            if event == "start":
                around.append(element)
                names_met.update((name, *element.attrib))
                inside += name in names
                if len(around) > DEEPEST or len(names_met) > MOST_NAMES:
                    raise FileRefused("unreadable_xml")
                continue
            around.pop()
            inside -= name in names
            if inside:
                continue
            if name in names or not len(element):
                counted[name] = counted.get(name, 0) + 1
                yield Record(tuple(local(each.tag) for each in around), element, counted[name])
            if around:
                around[-1].remove(element)


def _check_tags(content: bytes) -> None:
    """Refuse a tag of more attributes than any has, before a parser takes them apart; texts may be long."""
    for part in _LONG.finditer(content):
        tag = _TAG.match(content, part.start())
        if tag and len(tag[0]) > LONGEST_TAG:
            raise FileRefused("unreadable_xml")
