"""What attackers try, over the wire: each attempt fails, and leaves an entry in the audit log."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.server.watched import Watched, cookie, started

READER, EDITOR, STRANGER = "reader@example.org", "editor@example.org", "vreemd@example.org"
HAZARDS = {
    "macro.xlsm": b"PK\x03\x04macro",
    "bom.xlsx": b"PK\x03\x04" + b"\0" * 4096,
    "pagina.html": b"<script>alert(1)</script>",
    "extern.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "../../app.py": b"import os",
    "leeg.csv": b"",
}


@pytest.mark.parametrize(
    "path", ["/_stcore/host-config", "/media/abc.csv", "/app/static/fonts/x.woff2", "/static/js/x.js", "/money"]
)
def test_nothing_is_served_to_who_is_not_signed_in(watched: Watched, path: str) -> None:
    status, _, body = watched.ask(path)
    assert (status, body) == (401, b"sign_in")


def test_the_icon_that_every_browser_asks_for_is_no_attack(watched: Watched) -> None:
    before = watched.log()
    status, headers, body = watched.ask("/favicon.ico")
    assert (status, headers["content-type"], body[:4]) == (200, "image/svg+xml", b"<svg")
    assert watched.log() == before


def test_sockets_without_a_session_are_refused_by_the_hundred(watched: Watched) -> None:
    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(lambda _: watched.refused(), range(200))) == {403}
    assert watched.ask("/readyz")[0] == 200
    told = [refused for _, about, refused in watched.log() if about.startswith("socket 401")]
    assert told in ([True], [True, True])


@pytest.mark.parametrize(
    "forged",
    [
        "onzin",
        cookie(READER, "http://127.0.0.1", secret="een-ander-geheim-" + "z" * 30),
        cookie(READER, "https://elders.example"),
    ],
)
def test_a_cookie_of_our_own_making_opens_nothing(watched: Watched, forged: str) -> None:
    assert watched.ask("/_stcore/host-config", Cookie=f"_streamlit_user={forged}")[0] == 401


def test_a_sign_in_ends_after_its_hours(watched: Watched) -> None:
    for hours, status in ((9, 200), (11, 401), (-1, 401)):
        issued = (datetime.now(UTC) - timedelta(hours=hours)).timestamp()
        assert watched.ask("/_stcore/host-config", Cookie=watched.cookies(READER, iat=issued))[0] == status


@pytest.mark.parametrize("email", ["reader@e\N{KELVIN SIGN}ample.org", "reader@eẞample.org"])
def test_an_address_that_only_looks_like_anothers_in_small_letters_is_nobodys(watched: Watched, email: str) -> None:
    watched.store.set_role(email.casefold(), "admin", by="Tester", at=datetime.now(UTC))
    for claimed, status in ((email.casefold(), 200), (email, 401)):
        assert watched.ask("/_stcore/host-config", Cookie=watched.cookies(claimed))[0] == status


def test_an_unconfirmed_address_is_nobodys(watched: Watched) -> None:
    assert watched.ask("/_stcore/host-config", Cookie=watched.cookies(READER, email_verified=False))[0] == 401


@pytest.mark.parametrize("name", HAZARDS)
def test_a_reader_uploads_nothing_whatever_it_is(watched: Watched, name: str) -> None:
    before = watched.store.latest()
    with watched.session(READER) as opened:
        session, _ = started(opened)
        status, _, _ = watched.ask(
            f"/_stcore/upload_file/{session}/f1", method="PUT", body=HAZARDS[name], **watched.xsrf(READER)
        )
    assert (status, watched.store.latest()) == (403, before)
    assert any(by == READER and about.startswith("upload 403") and refused for by, about, refused in watched.log())


def test_an_editor_uploads_into_nobody_elses_session(watched: Watched) -> None:
    with watched.session("admin@example.org") as opened:
        session, _ = started(opened)
        status, _, _ = watched.ask(
            f"/_stcore/upload_file/{session}/f1", method="PUT", body=b"x", **watched.xsrf(EDITOR)
        )
    assert status == 403
    assert any(by == EDITOR and about.startswith("upload 403") for by, about, _ in watched.log())


def test_a_gigabyte_is_refused_before_it_is_read(watched: Watched) -> None:
    with watched.session(EDITOR) as opened:
        session, _ = started(opened)
        held = watched.xsrf(EDITOR)
        lines = [
            f"PUT /_stcore/upload_file/{session}/f1 HTTP/1.1",
            f"Host: {watched.address.removeprefix('http://')}",
            f"Content-Length: {1024**3}",
            "Content-Type: multipart/form-data; boundary=x",
            f"X-Xsrftoken: {held['X_Xsrftoken']}",
            f"Cookie: {held['Cookie']}",
        ]
        answer = watched.raw("\r\n".join(lines).encode() + b"\r\n\r\n--x\r\n")
    assert answer.startswith(b"HTTP/1.1 413")
    assert any(by == EDITOR and about.startswith("upload 413") for by, about, _ in watched.log())


def test_two_hundred_uploads_at_once_leave_the_dashboard_standing(watched: Watched) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
        + b"a;b\r\n" * 40_000
        + b"\r\n--x--\r\n"
    )
    with watched.session("admin@example.org") as opened:
        session, _ = started(opened)
        held = watched.xsrf("admin@example.org")

        def upload(number: int) -> int:
            path = f"/_stcore/upload_file/{session}/f{number}"
            form = {"Content_Type": "multipart/form-data; boundary=x"}
            return watched.ask(path, method="PUT", body=body, **form, **held)[0]

        with ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(upload, range(200)))
    assert set(answers) <= {204, 429}
    assert answers.count(204) >= 8
    assert watched.ask("/readyz")[0] == 200
    if 429 in answers:
        assert any(about.startswith("uploads 429") for _, about, _ in watched.log())


@pytest.mark.parametrize(
    "path",
    [
        "/media/../../app.py",
        "/static/..%2f..%2f..%2fpyproject.toml",
        "/app/static/../../pyproject.toml",
        "/app/static/%2e%2e/%2e%2e/data/smarthub.db",
        "/app/static/%252e%252e/%252e%252e/pyproject.toml",
        "/app/static/..%5c..%5cpyproject.toml",
        "/_stcore/upload_file/../../app.py",
        "/component/..%2f..%2fapp.py/x",
        "/media/%00",
    ],
)
def test_no_path_leads_out_of_what_is_served(watched: Watched, path: str) -> None:
    assert watched.ask(path, READER)[::2] == (400, b"path")
    assert any(about.startswith("path 400") and refused for _, about, refused in watched.log())


@pytest.mark.parametrize("host", ["elders.example", "127.0.0.1.elders.example", "x@127.0.0.1", ""])
def test_under_another_name_nothing_is_served(watched: Watched, host: str) -> None:
    lines = f"GET /_stcore/host-config HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    assert watched.raw(lines.encode()).startswith(b"HTTP/1.1 400")
    assert any(about.startswith("host 400") and refused for _, about, refused in watched.log())


@pytest.mark.parametrize("path", ["/", "/readyz", "/money", "/media/niets.csv", "/auth/login"])
def test_every_answer_forbids_framing_guessing_and_foreign_scripts(watched: Watched, path: str) -> None:
    _, headers, _ = watched.ask(path, READER, Accept="text/html")
    policy = headers["content-security-policy"]
    for part in ("frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "default-src 'none'"):
        assert part in policy.split("; ")
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert "unsafe-eval" not in policy
    assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")
    assert "strict-transport-security" not in headers
    if headers.get("content-type", "").startswith("text/"):
        assert headers["content-type"].endswith("charset=utf-8")


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "OPTIONS", "PROPFIND"])
def test_no_other_method_gives_anything_back(watched: Watched, method: str) -> None:
    status, headers, body = watched.ask("/money", READER, method=method, X_Told="geheim")
    assert status >= 400
    assert b"geheim" not in body
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/.streamlit/secrets.toml", "/pyproject.toml", "/data/", "/kpi/"]
)
def test_nothing_of_the_installation_is_served_and_no_folder_is_listed(watched: Watched, path: str) -> None:
    _, _, body = watched.ask(path, READER, Accept="*/*")
    assert not any(sign in body for sign in (b"[core]", b"client_secret", b"[project]", b"Index of", b"smarthub.db"))


def test_a_page_says_that_it_is_dutch_and_whose_it_is(watched: Watched) -> None:
    for path in ("/", "/money"):
        status, headers, body = watched.ask(path, READER, Accept="text/html", Accept_Encoding="gzip")
        assert (status, int(headers["content-length"])) == (200, len(body))
        assert b'<html lang="nl">' in body
        assert b"<title>Monitor</title>" in body


def test_a_page_of_somebody_elses_opens_no_socket_with_my_cookie(watched: Watched) -> None:
    for page in ("https://elders.example", "null", f"{watched.address}.elders.example"):
        with pytest.raises(InvalidStatus, match="403"), watched.session(READER, page):
            pass
    assert any(about.startswith("origin 403") and refused for _, about, refused in watched.log())


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_page_of_somebody_elses_writes_nothing(watched: Watched, method: str) -> None:
    held = watched.xsrf(EDITOR)
    answer = watched.ask("/_stcore/upload_file/x/y", method=method, Origin="https://elders.example", **held)
    assert answer[::2] == (403, b"origin")


def test_a_socket_of_which_nobody_can_tell_whose_it_is_is_nobodys(watched: Watched) -> None:
    """Without an origin the framework reads no cookie; such a socket once passed for whoever sits at the machine."""
    with watched.session(READER, "") as opened:
        _, sent = started(opened, "access")
    shown = "".join(str(message) for message in sent)
    assert "Meld u aan" in shown
    assert not any(word in shown for word in ("Peildatum", "role_subject", "Geef deze rol"))


def test_a_link_after_signing_in_never_leads_elsewhere(watched: Watched) -> None:
    for link in ("https://elders.example", "//elders.example", "/%5Celders.example"):
        status, headers, _ = watched.ask(f"/sign-in?next={link}")
        assert status == 302
        assert headers["location"].startswith("/auth/login?provider=")
        assert "elders" not in headers["set-cookie"]


@pytest.mark.parametrize("path", ["/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/metrics"])
def test_what_the_framework_serves_to_programs_is_closed_to_everybody(watched: Watched, path: str) -> None:
    for who in ("", READER, "admin@example.org"):
        assert watched.ask(path, who, method="POST" if path.endswith("interact") else "GET")[::2] == (403, b"closed")
    assert any(about.startswith("closed 403") and refused for _, about, refused in watched.log())


@pytest.mark.parametrize(
    "lines",
    [
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "X-Told : geheim\r\n\r\n",
        "Content-Length: 1, 2\r\n\r\nab",
        "Content-Length: -1\r\n\r\n",
    ],
)
def test_a_request_that_can_be_read_in_two_ways_is_refused(watched: Watched, lines: str) -> None:
    host = watched.address.removeprefix("http://")
    answer = watched.raw(f"POST /money HTTP/1.1\r\nHost: {host}\r\n{lines}".encode())
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("end", ["/healthz?", "/healthz?x=", "/healthz#", "/favicon.ico?", "/sign-in?"])
def test_a_host_that_makes_another_path_look_open_opens_nothing(watched: Watched, end: str) -> None:
    host = watched.address.removeprefix("http://") + end
    lines = f"GET /_stcore/host-config HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    assert watched.raw(lines.encode()).startswith(b"HTTP/1.1 400")


def test_a_screen_that_is_not_ones_own_refuses_at_its_address(watched: Watched) -> None:
    with watched.session(READER) as opened:
        _, sent = started(opened, "data")
    assert "Met uw account mag u dit niet" in "".join(str(message) for message in sent)
    assert (READER, "", True) in watched.log()
    assert not any("file_uploader" in str(message) for message in sent)


def test_a_withdrawn_role_closes_uploads_and_files_too(watched: Watched) -> None:
    watched.store.set_role("even@example.org", "editor", by="Tester", at=datetime.now(UTC))
    assert watched.ask("/_stcore/host-config", "even@example.org")[0] == 200
    watched.store.set_role("even@example.org", None, by="Tester", at=datetime.now(UTC))
    assert watched.ask("/_stcore/host-config", "even@example.org")[0] == 403
    assert watched.refused("even@example.org") == 403
    assert any(by == "even@example.org" and about.startswith("role 403") for by, about, _ in watched.log())


def test_no_traceback_and_no_version_reaches_anybody(watched: Watched) -> None:
    for path in ("/niets/hier", "/media/niets", "/_stcore/upload_file/x/y"):
        _, headers, body = watched.ask(path, READER)
        assert b"Traceback" not in body
        assert "x-powered-by" not in headers


def test_the_log_of_the_attacks_is_whole(watched: Watched) -> None:
    from kpi.facts.database.checking import check_database  # noqa: PLC0415 - after all of the above

    assert check_database(watched.store) == []
    assert Path(str(watched.store.engine.url.database)).exists()
