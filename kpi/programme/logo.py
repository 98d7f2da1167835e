"""The logo of a programme: a small image beside its file becomes a value of the programme itself.

So whatever is made of a programme, also a year later from the one that a report kept, has the logo of that time.
"""

from base64 import b64decode, b64encode
from pathlib import Path

from kpi.programme.lints.finding import ProgrammeFinding
from kpi.sentences import say

LARGEST = 300_000
"""Bytes."""
KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
"""The images that every format can hold, by how they begin."""
START = "data:image/"


def embedded(folder: Path, named: object) -> str | ProgrammeFinding:
    """The value of the logo that a programme file names: a file in its folder, or the value itself; else the fault."""
    if isinstance(named, str) and (not named or named.startswith(START)):
        return named
    if not isinstance(named, str) or Path(named).name != named:
        return ProgrammeFinding("logo", say("Name a PNG or JPEG image in the folder of this file."))
    try:
        content = (folder / named).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        return ProgrammeFinding("logo", say("The image {name} can't be read: {reason}.", name=named, reason=reason))
    kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), None)
    if kind is None or len(content) > LARGEST:
        wrong = say("{name} isn't a PNG or JPEG image of {most} kB at most.", name=named, most=300)
        return ProgrammeFinding("logo", wrong)
    return f"{START}{kind};base64,{b64encode(content).decode()}"


def image_of(logo: str) -> tuple[bytes, str] | None:
    r"""The image and its kind (``png`` or ``jpeg``) of a programme's value; None without a logo.

    >>> image_of("data:image/png;base64,AQI="), image_of("")
    ((b'\x01\x02', 'png'), None)
    """
    if not logo:
        return None
    about, _, content = logo.removeprefix(START).partition(";base64,")
    return b64decode(content), about
