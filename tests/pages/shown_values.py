"""All values that are sent to a browser, however they are packed: texts, arrow tables, arrays of charts, files."""

import json
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np
from google.protobuf.message import Message
from pypdf import PdfReader
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df


def values(message: Message) -> Iterator[str]:
    """Yield every value of a message as text, also of what lies packed in its bytes and in its JSON."""
    for field, value in message.ListFields():
        repeated = isinstance(value, list) or hasattr(value, "append") or hasattr(value, "add")
        for one in value if repeated and field.message_type is None else [value]:
            yield from _plain(one)
        if field.message_type is None:
            continue
        if field.message_type.GetOptions().map_entry:
            of_messages = field.message_type.fields_by_name["value"].message_type is not None
            for key in value:
                yield str(key)
                yield from values(value[key]) if of_messages else _plain(value[key])
        else:
            for one in value if repeated else [value]:
                yield from values(one)


def _plain(value: object) -> Iterator[str]:
    if isinstance(value, bytes):
        yield _unpacked(value)
    elif isinstance(value, str):
        yield value
        yield from _arrays(value)
    elif isinstance(value, int | float):
        yield str(value)


def _unpacked(sent: bytes) -> str:
    """An arrow table by its cells; other bytes as they are."""
    try:
        return convert_arrow_bytes_to_pandas_df(sent).to_csv()
    except Exception:
        return sent.decode("utf-8", "replace")


def _arrays(text: str) -> Iterator[str]:
    """The numbers of a chart's arrays, which lie in its JSON as bytes."""
    if "bdata" not in text:
        return

    def decoded(part: dict[str, Any]) -> dict[str, Any]:
        if "bdata" in part:
            found.extend(np.frombuffer(b64decode(part["bdata"]), dtype=part["dtype"]).tolist())
        return part

    found: list[object] = []
    json.loads(text, object_hook=decoded)
    yield "\n".join(map(str, found))


def contents(file: bytes | str) -> str:
    """All that a file says: also the parts of a workbook, a document, a deck or a package, and the text of a pdf."""
    if isinstance(file, str):
        return file
    if file.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    if file.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(file)) as package:
            return "\n".join(contents(package.read(name)) for name in package.namelist())
    return file.decode("utf-8", "replace")
