"""The structure of a tagged pdf as a screen reader meets it: its elements with their words, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Tag:
    """An element of the structure: its role, its words and elements in order, what it has instead of words."""

    role: str
    parts: tuple["str | Tag", ...]
    alternative: str
    attributes: dict[str, Any]

    @property
    def children(self) -> tuple["Tag", ...]:
        return tuple(part for part in self.parts if isinstance(part, Tag))

    def every(self) -> Iterator["Tag"]:
        yield self
        for child in self.children:
            yield from child.every()

    def of(self, *roles: str) -> list["Tag"]:
        return [tag for tag in self.every() if tag.role in roles]

    @property
    def text(self) -> str:
        """The words of the element and of everything in it; of a drawing what is said instead of it."""
        if self.alternative:
            return self.alternative
        told = (part if isinstance(part, str) else part.text for part in self.parts)
        return " ".join(" ".join(told).split())


def tree(reader: PdfReader) -> Tag:
    """The structure of the whole document."""
    pages = {page.indirect_reference.idnum: marked(page) for page in reader.pages if page.indirect_reference}
    return tag(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], pages, None)


def marked(page: Any) -> dict[int, str]:
    """The words of a page by their mark."""
    found: dict[int, list[str]] = {}
    stack: list[int | None] = []

    def before(operator: bytes, operands: Any, _cm: Any, _tm: Any) -> None:
        if operator in {b"BDC", b"BMC"}:
            properties = operands[1] if operator == b"BDC" else {}
            stack.append(properties.get("/MCID") if hasattr(properties, "get") else None)
        elif operator == b"EMC" and stack:
            stack.pop()

    def words(text: str, *_: Any) -> None:
        held = next((mark for mark in reversed(stack) if mark is not None), None)
        if held is not None and text:
            found.setdefault(int(held), []).append(text)

    page.extract_text(visitor_operand_before=before, visitor_text=words)
    return {mark: "".join(parts) for mark, parts in found.items()}


def tag(node: Any, pages: dict[int, dict[int, str]], page: int | None) -> Tag:
    node = node.get_object()
    if isinstance(node, list):
        [node] = [one.get_object() for one in node]
    own = node.raw_get("/Pg").idnum if "/Pg" in node else page
    parts: list[str | Tag] = []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        held = kid.get_object()
        if isinstance(held, int):
            parts.append(pages.get(own or 0, {}).get(held, ""))
        elif held.get("/Type") == "/MCR":
            on = held.raw_get("/Pg").idnum if "/Pg" in held else own
            parts.append(pages.get(on or 0, {}).get(int(held["/MCID"]), ""))
        elif "/S" in held:
            parts.append(tag(held, pages, own))
    attributes: dict[str, Any] = {}
    given = node.get("/A", [])
    for one in given if isinstance(given, list) else [given]:
        attributes |= {name: one.get_object()[name] for name in one.get_object()}
    return Tag(str(node["/S"])[1:], tuple(parts), str(node.get("/Alt", "")), attributes)
