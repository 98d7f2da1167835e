"""Write the sample workbooks to ``data/sample``, or to the folder named."""

import sys
from pathlib import Path

from kpi.programme.loading import load_programme
from kpi.sample.workbooks import write_sample
from kpi.settings import settings

if __name__ == "__main__":
    FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else settings().sample
    for file in write_sample(load_programme(settings().programme), FOLDER):
        sys.stdout.write(f"{file.name}\n")
