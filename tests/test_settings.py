"""The settings of an installation: what is named, what is left out, and what never shows."""

from pathlib import Path

import pytest

from kpi.settings import settings

NOWHERE = Path("/nergens/secrets.toml")
WHOLE = {
    "SMARTHUB_URL": "https://monitor.example.org/",
    "SMARTHUB_OIDC_METADATA": "https://login.example.org/.well-known/openid-configuration",
    "SMARTHUB_OIDC_CLIENT_ID": "monitor",
    "SMARTHUB_OIDC_CLIENT_SECRET": "geheim-van-de-client",
    "SMARTHUB_COOKIE_SECRET": "x" * 32,
}


def test_without_anything_set_there_is_no_sign_in_and_nothing_is_lacking() -> None:
    found = settings({}, NOWHERE)
    assert (found.sign_in, found.sign_in_lacks, found.origin, found.hosts) == (None, (), "", frozenset())


def test_a_whole_sign_in_has_its_origin_and_host() -> None:
    found = settings({**WHOLE, "SMARTHUB_ALLOWED_HOSTS": "intern.example.org; "}, NOWHERE)
    assert (found.origin, found.encrypted) == ("https://monitor.example.org", True)
    assert found.hosts == {"monitor.example.org", "intern.example.org"}
    assert found.sign_in is not None
    assert found.sign_in.client_id == "monitor"


@pytest.mark.parametrize("left_out", sorted(WHOLE))
def test_half_a_sign_in_is_none_and_says_what_is_lacking(left_out: str) -> None:
    found = settings({name: value for name, value in WHOLE.items() if name != left_out}, NOWHERE)
    assert (found.sign_in, found.sign_in_lacks) == (None, (left_out,))


def test_a_short_secret_is_no_secret() -> None:
    found = settings({**WHOLE, "SMARTHUB_COOKIE_SECRET": "x" * 31}, NOWHERE)
    assert (found.sign_in, found.sign_in_lacks) == (None, ("SMARTHUB_COOKIE_SECRET",))


def test_secrets_do_not_show_when_the_settings_are_printed() -> None:
    found = repr(settings({**WHOLE, "DATABASE_URL": "postgresql://me:wachtwoord@db/sha"}, NOWHERE))
    assert not any(secret in found for secret in ("geheim-van-de-client", "x" * 32, "wachtwoord"))


def test_the_file_of_secrets_serves_as_well_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(
        '[auth]\nredirect_uri = "https://a.example.org/oauth2callback"\nclient_id = "uit-het-bestand"\n'
        f'client_secret = "s"\ncookie_secret = "{"y" * 40}"\nserver_metadata_url = "https://l.example.org/x"\n'
    )
    found, changed = settings({}, file), settings({"SMARTHUB_OIDC_CLIENT_ID": "ander"}, file)
    assert found.origin == "https://a.example.org"
    assert found.sign_in is not None
    assert found.sign_in.client_id == "uit-het-bestand"
    assert changed.sign_in is not None
    assert changed.sign_in.client_id == "ander"


def test_a_file_of_secrets_that_cannot_be_read_is_no_sign_in(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text("[auth\n")
    assert settings({}, file).sign_in is None
