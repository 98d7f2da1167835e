"""Downloads over the wire: the right is asked for again each time, and no browser or proxy keeps one."""

from datetime import UTC, datetime

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from tests.server.watched import Watched, started

DAY = "as_of=2018-06-30&plan_year=2017-2018"


def offered(sent: list[ForwardMsg]) -> dict[str, str]:
    """The files that a screen offers to make, by the key of their button."""
    buttons = [
        message.delta.new_element.download_button
        for message in sent
        if message.WhichOneof("type") == "delta" and message.delta.new_element.HasField("download_button")
    ]
    return {button.id.rpartition("-")[2]: button.deferred_file_id for button in buttons}


def made(opened: ClientConnection, session: str, placeholder: str) -> str:
    """The address of a file that is made now, as it is with a click."""
    asked = BackMsg()
    asked.backend_operation_request.request_id = "1"
    asked.backend_operation_request.session_id = session
    asked.backend_operation_request.deferred_file.file_id = placeholder
    opened.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        received = opened.recv(timeout=120)
        message.ParseFromString(received if isinstance(received, bytes) else received.encode())
        if message.WhichOneof("type") == "backend_operation_response":
            assert not message.backend_operation_response.error_msg
            return str(message.backend_operation_response.deferred_file.url)


@pytest.mark.parametrize(("key", "page"), [("xlsx", "report"), ("evidence", "report"), ("contributions_csv", "money")])
def test_a_file_made_before_is_refused_once_the_right_to_make_it_is_gone(watched: Watched, key: str, page: str) -> None:
    email = f"{key}@example.org".replace("_", "-")
    watched.store.set_role(email, "auditor", by="Tester", at=datetime.now(UTC))
    with watched.session(email) as opened:
        session, sent = started(opened, page, DAY)
        address = made(opened, session, offered(sent)[key])
    status, headers, body = watched.ask(address, email)
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert body
    watched.store.set_role(email, "reader", by="Tester", at=datetime.now(UTC))
    assert watched.ask(address, email)[::2] == (403, b"download")
    assert watched.ask(address, email, Range="bytes=0-100")[0] == 403
    assert watched.ask(address, email, method="HEAD")[0] == 403
    assert any(by == email and about.startswith("download 403") and refused for by, about, refused in watched.log())
    watched.store.set_role(email, "auditor", by="Tester", at=datetime.now(UTC))
    assert watched.ask(address, email)[::2] == (200, body)


def test_what_everybody_may_take_stays_with_who_made_it(watched: Watched) -> None:
    with watched.session("editor@example.org") as opened:
        session, sent = started(opened, "money", DAY)
        address = made(opened, session, offered(sent)["budget_csv"])
    watched.store.set_role("editor@example.org", "reader", by="Tester", at=datetime.now(UTC))
    assert watched.ask(address, "editor@example.org")[0] == 200
    watched.store.set_role("editor@example.org", "editor", by="Tester", at=datetime.now(UTC))
    for who in ("admin@example.org", "auditor@example.org", "reader@example.org"):
        assert watched.ask(address, who)[0] == 403


@pytest.mark.parametrize(
    "path", ["/", "/money", "/_stcore/host-config", "/_stcore/health", "/readyz", "/media/niets.csv", "/sign-in"]
)
def test_nothing_but_the_programs_own_files_may_be_kept(watched: Watched, path: str) -> None:
    for who in ("", "reader@example.org"):
        assert watched.ask(path, who, Accept="text/html")[1]["cache-control"] == "no-store"


def test_the_programs_own_files_are_kept_but_no_refusal_of_one(watched: Watched) -> None:
    assert watched.ask("/favicon.ico")[1]["cache-control"] == "max-age=86400"
    assert watched.ask("/app/static/fonts/niets.woff2")[1]["cache-control"] == "no-store"
