"""Stopping the dashboard: whoever ends the process that was started has ended the server."""

import socket
from pathlib import Path

import pytest

from tests.journeys.conftest import running
from tests.signing import free_port


def test_ending_the_command_ends_the_server(tmp_path: Path) -> None:
    port = free_port()
    with running(f"sqlite:///{tmp_path / 'leeg.db'}", port):
        socket.create_connection(("127.0.0.1", port)).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
