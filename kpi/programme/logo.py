"""The logo of a programme: a small image beside its file becomes a value of the programme itself.

So whatever is made of a programme, also a year later from the one that a report kept, has the logo of that time.
"""

from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

from kpi.programme.lints.finding import ProgrammeFinding
from kpi.sentences import say

LARGEST = 300_000
"""Bytes."""
MEGAPIXELS = 4
"""A small file can hold an image that takes gigabytes once it is unpacked."""
KINDS = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg"}
"""The images that every format can hold, by what their bytes are; the last is what some cameras write into a .jpg."""
START = "data:image/"


def embedded(folder: Path, named: object) -> str | ProgrammeFinding:
    """The value of the logo that a programme file names: a file in its folder, or the value itself; else the fault."""
    if isinstance(named, str) and named.startswith(START):
        return _value(named.partition(",")[0][:60], _unpacked(named))
    if not isinstance(named, str) or Path(named).name != named:
        return ProgrammeFinding("logo", say("Name a PNG or JPEG image in the folder of this file."))
    try:
        with (folder / named).open("rb") as file:
            return _value(named, file.read(LARGEST + 1))
    except OSError as error:
        reason = error.strerror or str(error)
        return ProgrammeFinding("logo", say("The image {name} can't be read: {reason}.", name=named, reason=reason))


def _value(named: str, content: bytes) -> str | ProgrammeFinding:
    kind = _kind(content)
    if kind is None:
        return ProgrammeFinding(
            "logo",
            say(
                "{name} isn't a whole PNG or JPEG image of at most {most} kB and {pixels} megapixels.",
                name=named,
                most=LARGEST // 1000,
                pixels=MEGAPIXELS,
            ),
        )
    return f"{START}{kind};base64,{b64encode(content).decode()}"


def _unpacked(value: str) -> bytes:
    """The bytes of a value; none where it holds no bytes, or many more than a logo."""
    about, _, content = value.partition(",")
    if not about.endswith(";base64") or len(content) > 2 * LARGEST:
        return b""
    try:
        return b64decode(content, validate=True)
    except ValueError:
        return b""


def _kind(content: bytes) -> str | None:
    """The kind of an image by its bytes; None of what is no image that can be drawn, or is too large."""
    from PIL import Image  # noqa: PLC0415 - only a programme with a logo needs it

    if len(content) > LARGEST:
        return None
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MEGAPIXELS * 1_000_000:
                return None
            image.load()
            return KINDS.get(image.format or "")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def image_of(logo: str) -> tuple[bytes, str] | None:
    r"""The image and its kind (``png`` or ``jpeg``) of a programme's value; None without a logo.

    >>> image_of("data:image/png;base64,AQI="), image_of("")
    ((b'\x01\x02', 'png'), None)
    """
    if not logo:
        return None
    about, _, content = logo.removeprefix(START).partition(";base64,")
    return b64decode(content), about
