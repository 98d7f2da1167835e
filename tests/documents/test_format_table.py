"""A format is a row of a table: its module is loaded when a file is made, and a new one needs nothing but its row."""

import subprocess
import sys
from datetime import date
from types import ModuleType

import pytest

from kpi.documents.markdown import MarkdownText
from kpi.documents.paper import Paper, PaperHeading, PaperSentence
from kpi.language import Words, words_of
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import FORMATS, Format, account_paper
from tests.report.worlds import report_on
from tests.report.written_files import account_file

LIBRARIES = {"xlsxwriter", "docx", "pptx", "typst"}
SCREENS = ("kpi.report.account_formats", "kpi.report.text_places", "kpi.report.letter", "kpi.update.update_formats")


def test_what_a_screen_needs_of_account_and_update_loads_no_library_of_a_format() -> None:
    program = f"import sys; import {', '.join(SCREENS)}; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()
    assert LIBRARIES & set(loaded) == set()


def as_markdown(paper: Paper, words: Words, made: date) -> bytes:
    lines = [f"# {words.say(paper.title)}"]
    for section in paper.sections:
        lines.append(f"## {words.say(section.title)}")
        for block in section.blocks:
            match block:
                case PaperHeading():
                    lines.append(f"{'#' * (block.level + 1)} {words.say(block.words)}")
                case PaperSentence():
                    lines.append(words.say(block.words))
                case MarkdownText():
                    lines.append(block.plain)
    return "\n\n".join([*lines, made.isoformat()]).encode()


@pytest.fixture
def report() -> SubsidyReport:
    return report_on([], [])


def test_a_fourth_format_is_a_module_with_its_writer_and_a_row(
    monkeypatch: pytest.MonkeyPatch, report: SubsidyReport
) -> None:
    module = ModuleType("markdown_account")
    monkeypatch.setattr(module, "write", as_markdown, raising=False)
    monkeypatch.setitem(sys.modules, "markdown_account", module)
    monkeypatch.setitem(FORMATS, "md", Format(account_paper, "markdown_account", "text/markdown", "Markdown"))
    text = account_file(report, "md", words_of("nl")).decode()
    assert text.startswith("# Eindverantwoording van de subsidie, planjaar 2017-2018")
    assert "## 5 Financieel verslag" in text
    assert account_file(report, "md", words_of("en")).decode().startswith("# Final account of the subsidy")
