"""The random walk with drift of statsforecast, in an environment of its own: it asks for an older pandas than ours."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.calibration.judged import Judged

PLACE = Path(sys.prefix) / "rivals"
VERSION = "statsforecast==2.1.1"
MINUTES = 5
OFFLINE = (
    "statsforecast couldn't be installed here, so that the random walk with drift is the same method written out in "
    "tests/calibration/judged.py."
)
SCRIPT = """
import json, sys
import numpy as np
from statsforecast.models import RandomWalkWithDrift
model, bands = RandomWalkWithDrift(), []
for seen, ahead in json.load(sys.stdin):
    total = np.cumsum(np.array(seen, dtype=float))
    found = model.forecast(total, ahead, level=[80])
    bands.append([float(found["lo-80"][-1] - total[-1]), float(found["hi-80"][-1] - total[-1])])
json.dump(bands, sys.stdout)
"""


def drift_bands(found: Sequence[Judged]) -> list[tuple[float, float]] | None:
    """Its bands of the counts, in their order; None where it can't be installed here."""
    python = _installed()
    if python is None:
        return None
    asked = json.dumps([[each.months, each.ahead] for each in found])
    done = subprocess.run([python, "-c", SCRIPT], input=asked, capture_output=True, text=True, check=True)
    return [(low, high) for low, high in json.loads(done.stdout)]


def _installed() -> Path | None:
    """The Python of its environment, laid out where it isn't yet."""
    python = PLACE / "bin" / "python"
    uv = shutil.which("uv") or str(Path(sys.prefix) / "bin" / "uv")
    try:
        if not python.exists():
            subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(PLACE)], check=True, timeout=60)
        install = [uv, "pip", "install", "--quiet", "--python", str(python), VERSION]
        subprocess.run(install, check=True, capture_output=True, timeout=60 * MINUTES)
    except (OSError, subprocess.SubprocessError):
        return None
    return python
