"""Checks of who can get in, and of what they could see of it on the way."""

from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from kpi.facts.database.addresses import way_to_server
from kpi.language import N_
from kpi.sentences import say
from kpi.settings import LOOPBACK, SHORTEST_SECRET
from kpi.upkeep.findings import DoctorFinding, Installation, advice, broken, unsafe
from kpi.upkeep.provider_answer import answers

WATCHED = (
    "server.address",
    "server.maxUploadSize",
    "server.enableXsrfProtection",
    "browser.gatherUsageStats",
    "client.showErrorDetails",
)
"""Streamlit's settings that bear upon safety."""
LARGEST_UPLOAD = 50
"""Megabytes; ``kpi.intake.formats.file_limits`` refuses a larger file anyway."""
FEW_CHARACTERS = 8
ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})
"""Modes of PostgreSQL's client that never go on without encryption."""
SHARED_TENANTS = ("/common/", "/organizations/", "/consumers/")
CAREFUL = {
    "server.enableXsrfProtection": ("true", N_("Requests that another site forged aren't refused.")),
    "browser.gatherUsageStats": ("false", N_("Streamlit reports its use to its makers.")),
    "client.showErrorDetails": ("none", N_("A fault shows its details on screen.")),
}


def sign_in_is_whole(installation: Installation) -> Iterator[DoctorFinding]:
    """Half of a sign-in is none; a short secret can be guessed."""
    if installation.settings.sign_in_lacks:
        names = ", ".join(installation.settings.sign_in_lacks)
        remedy = N_("Set {names}; SMARTHUB_COOKIE_SECRET takes at least {n} characters.")
        yield unsafe("sign_in", say("Sign-in is set up in part."), say(remedy, names=names, n=SHORTEST_SECRET))


def the_cookie_secret_is_random(installation: Installation) -> Iterator[DoctorFinding]:
    """A secret of a few different characters is guessed, however long it is."""
    sign_in = installation.settings.sign_in
    if sign_in is not None and len(set(sign_in.cookie_secret)) < FEW_CHARACTERS:
        what = say("SMARTHUB_COOKIE_SECRET has too few different characters; it can be guessed.")
        yield unsafe("cookie_secret", what, say("Make one with “openssl rand -hex 32”."))


def others_must_sign_in(installation: Installation) -> Iterator[DoctorFinding]:
    """Without sign-in it answers this machine only."""
    address = str(installation.config["server.address"] or "")
    nobody_asked = installation.settings.sign_in is None and not installation.settings.sign_in_lacks
    if nobody_asked and (_public(installation) or address not in LOOPBACK):
        what = say("Others can reach the monitor, and nobody has to sign in.")
        remedy = say("Set up sign-in, or leave SMARTHUB_URL and the server's address out (docs/beheer.md).")
        yield unsafe("no_sign_in", what, remedy)


def the_address_is_encrypted(installation: Installation) -> Iterator[DoctorFinding]:
    """Cookies and figures don't cross a network in the clear."""
    origin = installation.settings.origin
    if _public(installation) and not installation.settings.encrypted:
        what = say("People reach {address} without encryption; their sign-in can be read along.", address=origin)
        yield unsafe("not_encrypted", what, say("Put nginx with TLS in front, and write SMARTHUB_URL with https."))


def the_tenant_is_ones_own(installation: Installation) -> Iterator[DoctorFinding]:
    """A shared endpoint of Microsoft lets any tenant say who somebody is."""
    sign_in = installation.settings.sign_in
    if sign_in is not None and any(part in sign_in.metadata for part in SHARED_TENANTS):
        what = say("SMARTHUB_OIDC_METADATA lets anybody with a Microsoft tenant claim any e-mail address.")
        yield unsafe("shared_tenant", what, say("Use the address with the number of your own tenant in it."))
    if sign_in is not None and urlsplit(sign_in.metadata).scheme != "https" and _host(sign_in.metadata) not in LOOPBACK:
        what = say("The sign-in service is asked without encryption.")
        yield unsafe("provider_not_encrypted", what, say("Write SMARTHUB_OIDC_METADATA with https."))


def the_provider_answers(installation: Installation) -> Iterator[DoctorFinding]:
    """The sign-in service can be reached from here; else nobody gets in."""
    sign_in = installation.settings.sign_in
    if sign_in is not None and not answers(sign_in.metadata):
        what = say("The sign-in service at {host} doesn't answer, so nobody can sign in.", host=_host(sign_in.metadata))
        remedy = say("Check SMARTHUB_OIDC_METADATA, and whether this machine may reach it.")
        yield broken("provider", what, remedy)


def the_database_is_asked_in_secret(installation: Installation) -> Iterator[DoctorFinding]:
    """PostgreSQL on another machine is asked with encryption; by itself its client goes on without."""
    hosts, mode = way_to_server(installation.settings.database, installation.environment)
    elsewhere = sorted(hosts - LOOPBACK)
    if not elsewhere or mode in ENCRYPTED:
        return
    address = {"hosts": ", ".join(elsewhere), "mode": mode or "prefer"}
    if mode == "disable":
        what = say("The database on {hosts} is asked without encryption, as DATABASE_URL says.", **address)
        yield advice("database_open", what, say("Only do so where no other machine is in between."))
        return
    what = say("The database on {hosts} may be asked without encryption (sslmode={mode}).", **address)
    remedy = say("Add “?sslmode=verify-full” to DATABASE_URL, or at least “?sslmode=require”.")
    yield unsafe("database_not_encrypted", what, remedy)


def names_are_known(installation: Installation) -> Iterator[DoctorFinding]:
    """Only host names that the settings name are answered."""
    if _public(installation) and "*" in "".join(installation.settings.hosts):
        what = say("SMARTHUB_ALLOWED_HOSTS lets the monitor answer to any name.")
        yield unsafe("any_host", what, say("Name the hosts one by one."))
    if installation.settings.sign_in is not None and not installation.settings.hosts:
        what = say("No host name is set to which the monitor answers.")
        yield unsafe("no_hosts", what, say("Set SMARTHUB_URL, and other names in SMARTHUB_ALLOWED_HOSTS."))


def the_proxy_is_named(installation: Installation) -> Iterator[DoctorFinding]:
    """Only the proxy is believed when it says who asks: its addresses or networks, and not just anybody's."""
    for given in installation.settings.proxy.split(","):
        try:
            few = ip_network(given.strip(), strict=False).prefixlen > 0
        except ValueError:
            few = False
        if not few:
            what = say("SMARTHUB_PROXY lets the monitor believe “{given}” when it says who asks.", given=given.strip())
            yield unsafe("proxy", what, say("Name the address or the network of the proxy, such as 172.18.0.1."))


def the_server_is_careful(installation: Installation) -> Iterator[DoctorFinding]:
    """Streamlit's own settings, as this project ships them."""
    for name, (safe, careless) in CAREFUL.items():
        if str(installation.config[name]).casefold() != safe:
            remedy = say("Set {name} to {value} in .streamlit/config.toml.", name=name, value=safe)
            yield unsafe(name.partition(".")[2], say(careless), remedy)
    given = str(installation.config["server.maxUploadSize"] or "")
    if not given.isdigit() or int(given) > LARGEST_UPLOAD:
        what = say("Files of any size are taken in.")
        remedy = say("Set server.maxUploadSize to at most {n} (megabytes) in .streamlit/config.toml.", n=LARGEST_UPLOAD)
        yield unsafe("maxUploadSize", what, remedy)


def secrets_are_kept_to_oneself(installation: Installation) -> Iterator[DoctorFinding]:
    """Files that hold secrets or facts, and who else on this machine can read them."""
    database = installation.settings.database.removeprefix("sqlite:///")
    files = [installation.secrets, installation.settings.raw_files]
    if installation.settings.database.startswith("sqlite:///"):
        files += [Path(f"{database}{end}") for end in ("", "-wal", "-shm", "-end")]
    if installation.settings.backups is not None:
        files += [installation.settings.backups, *sorted(installation.settings.backups.glob("*.db"))]
    for file in files:
        if readable_by_others(file):
            what = say("Every account on this machine can read {file}.", file=file)
            yield unsafe("readable", what, say("chmod o-rwx {file}", file=file))


def readable_by_others(file: Path) -> bool:
    """Return true when an account that isn't its owner nor in its group gets at it, through the folders on the way."""
    try:
        return bool(file.stat().st_mode & 0o007) and all(up.stat().st_mode & 0o001 for up in file.absolute().parents)
    except OSError:
        return False


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").casefold()


def _public(installation: Installation) -> bool:
    return bool(installation.settings.origin) and _host(installation.settings.origin) not in LOOPBACK
