"""The folder for the grantor: what is in it, its checksums, its bytes, and what it says still has to be done."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from docx import Document

from kpi.access import LOCAL, NotAllowed, Person
from kpi.acts.report_exports import export_submission
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.report.account import SubsidyReport
from kpi.report.evidence_rows import Evidence
from kpi.report.submission import NothingToSubmit, steps, submission_files
from kpi.views.read import Question
from tests.report.conftest import DAY
from tests.report.written_files import package_of

NL, EN = words_of("nl"), words_of("en")
AT = datetime(2018, 7, 2, tzinfo=UTC)


def folder(store: Store, language: str = "nl") -> dict[str, bytes]:
    return dict(export_submission(store, LOCAL, Question(1, DAY, "2017-2018", language), at=AT))


@pytest.fixture(scope="module")
def files(example_store: Store) -> dict[str, bytes]:
    return folder(example_store)


def said(content: bytes) -> str:
    word = Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in word.paragraphs), *cells]).split())


def test_it_holds_account_package_letters_checklist_and_checksums(files: dict[str, bytes]) -> None:
    kinds = [re.sub(r"-2017-2018-2018-06-30-r1", "", name) for name in files]
    assert kinds == [
        "aanbiedingsbrief.docx", "bewijspakket.zip", "checklist.docx", "melding.docx", "subsidieverslag.docx",
        "subsidieverslag.pdf", "subsidieverslag.xlsx", "manifest-sha256.txt",
    ]  # fmt: skip
    told = dict(reversed(line.split("  ")) for line in files["manifest-sha256.txt"].decode().splitlines())
    assert told == {name: sha256(one).hexdigest() for name, one in files.items() if name != "manifest-sha256.txt"}


def test_the_account_in_the_package_is_the_account_beside_it(files: dict[str, bytes]) -> None:
    [package] = [content for name, content in files.items() if name.endswith(".zip")]
    with zipfile.ZipFile(io.BytesIO(package)) as pack:
        inside = {
            name.removeprefix("verslag/"): pack.read(name) for name in pack.namelist() if name.startswith("verslag/")
        }
    assert inside == {name: content for name, content in files.items() if name.startswith("subsidieverslag")}


def test_it_is_the_same_to_the_byte_the_next_time(example_store: Store, files: dict[str, bytes]) -> None:
    assert folder(example_store) == files


def test_the_checklist_names_every_file_and_what_is_still_missing(
    files: dict[str, bytes], report: SubsidyReport
) -> None:
    [checklist] = [content for name, content in files.items() if name.startswith("checklist")]
    words = said(checklist)
    assert [name for name in files if name not in words and not name.startswith("checklist")] == []
    assert [gap for gap in report.missing if NL.say(gap.sentence).split(" (")[0] not in words] == []
    assert "☐ Bladzijde 1 van het verslag is ondertekend" in words


def test_a_step_is_done_only_where_that_is_known(report: SubsidyReport) -> None:
    complete = replace(report, missing=())
    told = [{NL.say(what): done for what, done in steps(one)} for one in (complete, report)]
    assert [one["Er ontbreekt niets meer aan het verslag"] for one in told] == [True, False]


def test_the_letter_asks_for_the_amount_of_page_1_and_its_place_day_and_signature(
    files: dict[str, bytes], report: SubsidyReport
) -> None:
    [letter] = [content for name, content in files.items() if name.startswith("aanbiedingsbrief")]
    words = said(letter)
    asked = NL.money(report.picture.money.settlement.asked, cents=True)
    assert f"vast te stellen op {asked}".replace("\xa0", " ") in words.replace("\xa0", " ")
    for part in ("Provincie Gelderland", "Plaats en datum", "Handtekening", "Adres van de subsidieverlener"):
        assert part in words


def test_in_english_it_is_english(example_store: Store) -> None:
    names = [re.sub(r"-2017-2018-2018-06-30-r1", "", name) for name in folder(example_store, "en")]
    assert {"covering-letter.docx", "evidence.zip", "checklist.docx", "notification.docx"} <= set(names)


def test_without_a_fact_of_the_year_there_is_nothing_to_submit(example_store: Store, report: SubsidyReport) -> None:
    with example_store.read() as reader:
        package = package_of(reader, report)
    money = replace(report.picture.money, subsidy=replace(report.picture.money.subsidy, received=None))
    empty = replace(report, bookings=(), evidence=Evidence(), picture=replace(report.picture, money=money))
    with pytest.raises(NothingToSubmit) as refused:
        submission_files(empty, package, NL, {})
    assert refused.value.sentence(NL).startswith("Van planjaar 2017-2018 is niets vastgelegd")


def test_who_may_not_have_the_evidence_has_no_folder(example_store: Store) -> None:
    stranger = Person("iemand@example.org", local=False)
    with pytest.raises(NotAllowed):
        export_submission(example_store, stranger, Question(1, DAY, "2017-2018", "nl"), at=AT)
