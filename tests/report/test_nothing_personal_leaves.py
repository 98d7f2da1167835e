"""Data of persons that a database holds from before they were taken out at the door: no format lets them out.

Rows and texts are written straight into the store, past the intake, as an earlier version did.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from email import message_from_bytes
from html import unescape
from pathlib import Path

import pypdf
import pytest

from kpi.access import LOCAL
from kpi.acts import exports, imports, report_exports, report_texts
from kpi.acts.reminding import MailAsked, reminder_mail
from kpi.acts.report_exports import Destination
from kpi.acts.report_texts import AccountTexts
from kpi.cli import main
from kpi.facts.decisions.decision_kinds import AcceptedDeviation
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.facts.tables import PERSONAL
from kpi.intake.proposing import FilesToRead
from kpi.intake.recognise.sheet_names import layouts
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.registers import REGISTERS, Field, FieldKind
from kpi.update.quarterly_update import UpdateQuestion
from kpi.views.read import Question
from kpi.views.sources import rows_behind, source_cells
from kpi.views.sources.owners import owners
from kpi.views.sources.rows_behind import RowsAsked
from tests.facts.world import record

PROGRAMME = load_programme(default_programme_path())
AT = datetime(2018, 7, 2, 9, 0, tzinfo=UTC)
DAY = date(2018, 6, 30)
YEAR = "2017-2018"
SECRETS = ("06-48217730", "jan.devries@example.org", "111222333", "NL91ABNA0417164300", "7001 AB 12", "12-03-1998")
PERSONAL_TEXT = (
    f"bel Jan, geb. {SECRETS[5]}, {SECRETS[0]} of {SECRETS[1]}, BSN {SECRETS[2]}, rek {SECRETS[3]}, {SECRETS[4]}"
)
KNOWN: dict[str, object] = {
    "plan_year": YEAR, "budget_line": "traineeship", "indicator": "registered_talents", "eligible": False,
    "member_until": None, "carries_brand_until": None, "withdrawn_on": None,
}  # fmt: skip
PLAIN: dict[FieldKind, object] = {
    FieldKind.DATE: date(2017, 9, 14), FieldKind.MONEY: 1, FieldKind.NUMBER: 1, FieldKind.INTEGER: 1,
    FieldKind.YES_NO: True, FieldKind.CODE: "1",
}  # fmt: skip


def _value(field: Field) -> object:
    if field.name in KNOWN:
        return KNOWN[field.name]
    if field.kind in PERSONAL:
        return f"{field.name} {PERSONAL_TEXT}"
    if field.options:
        first = PROGRAMME.lists[field.options][0].id
        return f";{first};" if field.kind is FieldKind.CHOICES else first
    return PLAIN.get(field.kind)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('personal') / 'facts.db'}"


@pytest.fixture(scope="module")
def store(url: str) -> Store:
    opened = open_store(url, PROGRAMME)
    record(opened, {name: [{each.name: _value(each) for each in REGISTERS[name].fields}] for name in PROGRAMME.sheets})
    deviation = AcceptedDeviation("member_companies", DAY, DAY, by="regiegroep").decision(PERSONAL_TEXT)
    opened.commit(Proposal(opened.latest(), "Tester", AT, decisions=(deviation,), note=PERSONAL_TEXT))
    texts = AccountTexts(YEAR, {"summary": PERSONAL_TEXT, "indicator/member_companies": PERSONAL_TEXT}, opened.latest())
    report_texts.write_texts(opened, LOCAL, texts, at=AT)
    return opened


def text_of(content: bytes) -> str:
    """Everything that a file says: of an office file or a zip all its parts, without their marks."""
    if content.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(text_of(parts.read(name)) for name in parts.namelist())
    return unescape(re.sub(r"<[^>]*>", "", content.decode("utf-8", "replace")))


def question(store: Store) -> Question:
    return Question(store.latest(), DAY, YEAR, "nl")


def account(store: Store, folder: Path) -> list[bytes]:
    made = report_exports.export_account(store, LOCAL, question(store), Destination(folder), at=AT)
    return [path.read_bytes() for path in made]


def update(store: Store, folder: Path) -> list[bytes]:
    asked = UpdateQuestion(date(2018, 3, 31), DAY, YEAR, store.latest())
    return [path.read_bytes() for path in report_exports.export_update(store, LOCAL, asked, Destination(folder), at=AT)]


def letter_and_package(store: Store, folder: Path) -> list[bytes]:
    return [
        report_exports.export_letter(store, LOCAL, question(store), at=AT),
        report_exports.export_evidence(store, LOCAL, question(store), at=AT),
    ]


def workbook_of_rows(store: Store, folder: Path) -> list[bytes]:
    asked = exports.CurrentRowsAsked(tuple(PROGRAMME.sheets), "nl")
    return [exports.export_rows(store, LOCAL, asked, at=AT)]


def tables_of_screens(store: Store, folder: Path) -> list[bytes]:
    found = []
    for indicator in PROGRAMME.indicators:
        with store.read() as reader:
            for shown in rows_behind.read(reader, DAY, YEAR, RowsAsked(indicator.id, 1)):
                made = rows_behind.rows_table(shown, PROGRAMME)
                file = exports.TableFile("rijen.csv", "nl", lambda made=made: made, confidential=True)  # type: ignore[misc]
                found.append(exports.export_table(store, LOCAL, file, at=AT))
    return found


def log_and_mails(store: Store, folder: Path) -> list[bytes]:
    mails = [
        reminder_mail(store, LOCAL, MailAsked(role.nl, date(2099, 1, 1), "nl"), at=AT) for role in owners(PROGRAMME)
    ]
    parts = [part.get_payload(decode=True) for mail in mails for part in message_from_bytes(mail).walk()]
    return [exports.export_log(store, LOCAL, at=AT), *(part for part in parts if isinstance(part, bytes))]


WAYS = {
    each.__name__: each
    for each in (account, update, letter_and_package, workbook_of_rows, tables_of_screens, log_and_mails)
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_file_lets_data_of_persons_out(store: Store, tmp_path: Path, way: Callable[..., list[bytes]]) -> None:
    made = list(map(text_of, way(store, tmp_path)))
    assert made
    assert [secret for secret in SECRETS for text in made if secret in text] == []


@pytest.mark.parametrize("command", [["score"], ["budget"], ["revisions"]])
def test_no_json_lets_them_out(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["smarthub", *command, "--json", "--database", url])
    with pytest.raises(SystemExit):
        main()
    printed = capsys.readouterr().out
    assert json.loads(printed)
    assert [secret for secret in SECRETS if secret in printed] == []


def test_the_preview_shows_what_stood_there_without_them(store: Store) -> None:
    given = (
        "vacature_id;functie;organisatie;soort;niveau;geplaatst_op\n1;Monteur;Voorbeeldbedrijf;stage;hbo;14-9-2017\n"
    )
    read = imports.read_files(store, LOCAL, FilesToRead([("vacatures.csv", given.encode())]), at=AT)
    before = {each.field: str(each.old) for each in read.report.differences}
    assert before["title"].startswith("title bel Jan, geb. […]")
    assert [secret for secret in SECRETS for old in before.values() if secret in old] == []


@pytest.mark.parametrize("secret", SECRETS)
def test_a_cell_of_an_older_copy_is_shown_without_them_and_a_code_as_it_is(secret: str) -> None:
    known = layouts(PROGRAMME.sheets)
    for column in ("omschrijving", "relatie", "Contactpersoon", ""):
        assert secret not in source_cells._shown(known, column, f"Jan geboren, {secret} BSN")
    for column in ("boekstuk", "vacature_id", "betaald_op", "bedrag"):
        assert source_cells._shown(known, column, secret) == secret


def test_the_texts_are_there_without_them(store: Store, tmp_path: Path) -> None:
    """What was seeded does come out, so that the tests above look at something."""
    assert "bel Jan, geb. […], […] of […], BSN […], rek […], […]" in " ".join(map(text_of, account(store, tmp_path)))
    [workbook] = map(text_of, workbook_of_rows(store, tmp_path))
    assert workbook.count("bel Jan, geb. […]") >= 13
    assert any("bel Jan" in text_of(content) for content in tables_of_screens(store, tmp_path))
