"""What a test needs of the machine beside Python: a browser, an office program.

Absent on somebody's laptop, such a test is skipped with a sentence that says what to install. In the real check
(``CI=true``) it fails instead: a journey that nobody walked must not look green.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One process draws all pages of a person's browser, so that it reads the scripts of the dashboard once.
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
    "--disable-features=IsolateOrigins,site-per-process",
)
OFFICE = ("soffice", "libreoffice")
USUAL_PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("/usr/sbin/nginx"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
    Path("C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)


def program(names: tuple[str, ...], advice: str) -> str:
    """The path of the first of these programs that is present; else the test is skipped, or fails in the real check."""
    found = [path for name in names if (path := shutil.which(name))]
    found += [str(place) for place in USUAL_PLACES if _stem(place) in names and place.exists()]
    if found:
        return found[0]
    if os.environ.get("CI") == "true":
        pytest.fail(advice, pytrace=False)
    pytest.skip(advice)


def _stem(place: Path) -> str:
    return place.stem.lower().replace(" ", "-")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium-like browser."""
    return program(
        CHROMIUM, "This test needs a browser: install Chrome or Chromium (Debian: apt-get install chromium)."
    )


class Edit(NamedTuple):
    """One cell to type in, of a sheet of a file, and the file to save it as."""

    path: Path
    saved: Path
    sheet: str
    cell: str
    typed: str


TYPING = """
Sub TypeAll(list As String)
  Dim path As String, saved As String, sheet As String, cell As String, typed As String
  Dim unseen(0) As New com.sun.star.beans.PropertyValue
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  unseen(0).Name = "Hidden"
  unseen(0).Value = True
  kind(0).Name = "FilterName"
  kind(0).Value = "Calc MS Excel 2007 XML"
  handle = FreeFile
  Open list For Input As #handle
  Do While Not Eof(handle)
    Line Input #handle, path
    Line Input #handle, saved
    Line Input #handle, sheet
    Line Input #handle, cell
    Line Input #handle, typed
    doc = StarDesktop.loadComponentFromURL(ConvertToUrl(path), "_blank", 0, unseen())
    doc.Sheets.getByName(sheet).getCellRangeByName(cell).setFormula(typed)
    doc.storeToURL(ConvertToUrl(saved), kind())
    doc.close(True)
  Loop
  Close #handle
End Sub
"""
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{typing}</script:module>
"""


class Office:
    """LibreOffice, which writes a file in another kind; one profile for the whole run, one call for the same wish."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self.folder = folder

    def convert(self, path: Path, kind: str, out: Path, infilter: str = "") -> list[Path]:
        """Write the file anew as ``kind`` into a folder; the paths of what was written, in order of their names."""
        wish = sha256(f"{path.name} {kind} {infilter} ".encode() + path.read_bytes()).hexdigest()[:16]
        if not (made := self.folder / wish).exists():
            profile = f"-env:UserInstallation=file://{self.folder / 'profile'}"
            reading = [f"--infilter={infilter}"] if infilter else []
            command = [self.program, profile, "--headless", "--convert-to", kind, "--outdir", str(made), *reading]
            subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
        out.mkdir(parents=True, exist_ok=True)
        return [Path(shutil.copy(written, out)) for written in sorted(made.iterdir())]

    def edit(self, edits: Sequence[Edit]) -> None:
        """Open each file, type in one cell of it and save it as a workbook, as a person would; all in one session."""
        profile = f"-env:UserInstallation=file://{self.folder / 'profile'}"
        library = self.folder / "profile" / "user" / "basic" / "Standard"
        if not library.exists():
            subprocess.run(
                [self.program, profile, "--headless", "--terminate_after_init"], check=True, capture_output=True
            )
        (library / "Module1.xba").write_text(MACRO.format(typing=escape(TYPING)), "utf-8")
        wishes = self.folder / "wishes.txt"
        wishes.write_text("".join(f"{part}\n" for edit in edits for part in edit), "utf-8")
        call = f'macro:///Standard.Module1.TypeAll("{wishes}")'
        subprocess.run([self.program, profile, "--headless", call], check=True, capture_output=True, timeout=180)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice for all tests of this process."""
    advice = "This test needs LibreOffice: install it (Debian: apt-get install libreoffice-calc)."
    return Office(program(OFFICE, advice), tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_FLAGS), headless=True)
        yield browser
        browser.close()
