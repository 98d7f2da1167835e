"""The logs: whatever is logged, by whomever and whenever, is one line of JSON."""

import json
import subprocess
import sys

from kpi.settings import ROOT

SCRIPT = """
import logging, warnings
from streamlit.logger import get_logger
early = get_logger("streamlit.web.vroeg")
from kpi.server import logs
logs.set_up()
early.warning("vroeg")
get_logger("streamlit.web.laat").warning("laat")
logging.getLogger("uvicorn.error").info("server")
warnings.warn("verouderd")
try:
    1 / 0
except ZeroDivisionError as error:
    logs.fault(error)
"""


def test_every_line_is_json_also_of_the_framework() -> None:
    told = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in told.stderr.splitlines()]
    assert [line["logger"] for line in lines] == [
        "streamlit.web.vroeg", "streamlit.web.laat", "uvicorn.error", "py.warnings", "smarthub",
    ]  # fmt: skip
    assert "ZeroDivisionError" in lines[-1]["trace"]
    assert told.stdout == ""
