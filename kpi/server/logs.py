"""Logs as lines of JSON, for whatever collects them; never a cookie, a token or a secret."""

import json
import logging
import sys
from datetime import UTC, datetime
from uuid import uuid4

from streamlit import logger as framework

from kpi.sentences import Sentence, say


class Lines(logging.Formatter):
    """One JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def set_up() -> None:
    """Send every record to standard error as a line of JSON, those of the framework too."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    framework.setup_formatter = _as_ours
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"streamlit", "uvicorn"}:
            _as_ours(logging.getLogger(name))
    for name in ("uvicorn.access", "httpx", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _as_ours(logger: logging.Logger) -> None:
    """Pass the records of a logger on to ours; the framework calls this for each logger that it makes later."""
    logger.handlers, logger.propagate = [], True


def fault(error: BaseException) -> Sentence:
    """Log a fault with everything about it; return the sentence with its reference, all that anybody outside sees."""
    number = uuid4().hex[:8]
    logging.getLogger("smarthub").error("fault %s", number, exc_info=error)
    return say("Something went wrong here, and nothing was changed. Pass on reference {reference}.", reference=number)
