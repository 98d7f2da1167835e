"""Office files packed so that the same contents are the same bytes: no time of packing in them."""

import zipfile
from datetime import date
from io import BytesIO


def repacked(content: bytes, made: date) -> bytes:
    """The same parts in the same order, each dated to a day."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in given.namelist():
            part = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, given.read(name))
    return kept.getvalue()
