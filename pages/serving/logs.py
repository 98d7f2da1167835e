"""Logs as lines of JSON, for whatever collects them; never a cookie, a token or a secret."""

import json
import logging
import sys
from datetime import UTC, datetime
from uuid import uuid4


class Lines(logging.Formatter):
    """One JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def set_up() -> None:
    """Everything that is logged goes to standard error as lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("streamlit", "uvicorn", "uvicorn.error"):
        own = logging.getLogger(name)
        own.handlers, own.propagate = [], True
    for name in ("uvicorn.access", "httpx", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)


def reference(error: BaseException) -> str:
    """Log a fault with everything about it; the reference is all that anybody outside gets to see."""
    number = uuid4().hex[:8]
    logging.getLogger("smarthub").error("fault %s", number, exc_info=error)
    return number
