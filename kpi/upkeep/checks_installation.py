"""Checks of what everything rests on: the programs, the programme file, the database, the disk and the backups."""

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kpi.errors import Refusal
from kpi.facts.database.backup import verify
from kpi.facts.database.checking import check_database
from kpi.facts.database.engine import NoDatabase
from kpi.facts.database.remarks import UNWIPED
from kpi.facts.reader import has_sample
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store, stands_behind
from kpi.programme.loading import load_programme
from kpi.programme.programme_refusals import ProgrammeRefused
from kpi.roles_and_acts import Role
from kpi.sentences import say
from kpi.upkeep.findings import DoctorFinding, Installation, advice, broken, unsafe
from kpi.upkeep.retention_terms import terms

OLDEST_PYTHON = (3, 11)
LITTLE_ROOM = 1024**3
"""Bytes."""
OLD_BACKUP = timedelta(days=2)
SQLITE = "sqlite:///"
LONG_KEPT = 90
"""Days that a file with personal data may be kept as it was given, before it is worth asking why."""
NUMBERS = ("SMARTHUB_SESSION_HOURS", "SMARTHUB_IDLE_MINUTES", "SMARTHUB_KEEP_RAW_DAYS", "SMARTHUB_PEOPLE")
_ANYBODYS = "gmail.com googlemail.com outlook.com hotmail.com hotmail.nl live.nl live.com icloud.com yahoo.com ziggo.nl"
ANYBODYS = frozenset(f"@{name}" for name in _ANYBODYS.split())
"""Domains where anybody gets an address."""


def what_is_locked_is_installed(installation: Installation) -> Iterator[DoctorFinding]:
    """The versions that were tested are those that run."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield broken("python", say("Python is too old."), say("Install Python 3.11 or later."))
    try:
        pairs = set(re.findall(r"^([a-z0-9.-]+)==([^ \\]+)", installation.lock.read_text("utf-8"), re.MULTILINE))
    except OSError:
        pairs = set()
    installed = {name: release for name in {name for name, _ in pairs} if (release := _version(name)) is not None}
    others = sorted(f"{name} {release}" for name, release in installed.items() if (name, release) not in pairs)
    if others:
        what = say("Installed otherwise than tested: {packages}.", packages=", ".join(others))
        yield unsafe("lock", what, say("Run “make setup”."))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def the_programme_is_sound(installation: Installation) -> Iterator[DoctorFinding]:
    """The programme file loads."""
    try:
        load_programme(installation.settings.programme)
    except ProgrammeRefused as refused:
        mend = say("Mend {file}; nothing works until then.", file=installation.settings.programme)
        yield broken("programme", refused, mend)


def the_database_is_sound(installation: Installation) -> Iterator[DoctorFinding]:
    """It answers, is of this version, passes every check, and somebody can get in."""
    url = installation.settings.database
    try:
        behind = stands_behind(url)
        programme = load_programme(installation.settings.programme)
    except ProgrammeRefused:
        return
    except Refusal as refused:
        if isinstance(refused, NoDatabase) and not Path(url.removeprefix(SQLITE)).exists():
            yield advice("no_database", say("There is no database yet."), say("It is made at the first start."))
            return
        remedy = say("See docs/beheer.md, under the database's settings.")
        yield broken("database", refused, remedy)
        return
    if behind is None:
        yield advice("no_database", say("There is no database yet."), say("It is made at the first start."))
        return
    if behind:
        yield _behind(installation)
        return
    store = open_store(url, programme)
    try:
        yield from _facts(installation, store)
        yield from _people(installation, store)
    finally:
        store.close()


def _behind(installation: Installation) -> DoctorFinding:
    what = say("The database is of an older version.")
    if installation.settings.database.startswith(SQLITE) or installation.settings.backups is not None:
        return advice("behind", what, say("It is migrated at the next start, after a backup."))
    return broken(
        "behind", what, say("Name a folder in SMARTHUB_BACKUPS for the backup that comes before its migration.")
    )


def _facts(installation: Installation, store: Store) -> Iterator[DoctorFinding]:
    with store.read() as reader:
        sample = has_sample(reader)
    for fault in check_database(store):
        remedy = say("Keep a copy of the database as it is, and restore a backup if need be.")
        yield broken("check", fault, remedy)
    if store.wiping_due():
        yield broken("wiping", UNWIPED, say("Run it once there is room; until then it stays due."))
    if sample:
        remedy = say("Remove it with the button beside its badge, before anybody takes it for real.")
        yield advice("sample", say("The database holds invented sample data."), remedy)


def _people(installation: Installation, store: Store) -> Iterator[DoctorFinding]:
    admins = [role.subject for role in store.roles() if role.role == Role.ADMIN]
    if installation.settings.sign_in is not None and not installation.settings.admin and not admins:
        remedy = say("Set SMARTHUB_ADMIN to the e-mail address of whoever gives the roles.")
        yield broken("no_admin", say("Nobody is admin, so nobody can be let in."), remedy)
    public = sorted(role.subject for role in store.roles() if role.subject in ANYBODYS)
    if public:
        what = say("Anybody can get an address at {domains}, and has a role by it.", domains=", ".join(public))
        yield unsafe("public_domain", what, say("Give the role to persons, by their whole address."))
    domains = [subject for subject in admins if subject.startswith("@")]
    if domains:
        what = say("Everybody of {domains} is admin.", domains=", ".join(domains))
        yield unsafe("admin_domain", what, say("Make persons admin, not a whole domain."))


def there_is_room(installation: Installation) -> Iterator[DoctorFinding]:
    """Disks that the database or its backups are on."""
    url = installation.settings.database
    folders = [Path(url.removeprefix(SQLITE)).absolute().parent] if url.startswith(SQLITE) else []
    folders += [installation.settings.backups] if installation.settings.backups else []
    for folder in folders:
        if folder.is_dir() and shutil.disk_usage(folder).free < LITTLE_ROOM:
            what = say("There is less than 1 GB of room in {folder}.", folder=folder)
            yield broken("room", what, say("Make room, or put it on a larger disk."))


def backups_are_made(installation: Installation) -> Iterator[DoctorFinding]:
    """A folder for them, and a recent one in it."""
    folder = installation.settings.backups
    if folder is None:
        remedy = say("Set SMARTHUB_BACKUPS, and have “smarthub backup” run every night (docs/beheer.md).")
        yield advice("no_backups", say("No folder for backups is named."), remedy)
        return
    if not folder.is_dir():
        what = say("The folder for backups, {folder}, isn't there.", folder=folder)
        yield broken("backup_folder", what, say("Make it, for the account of the monitor alone."))
        return
    newest = max(folder.glob("*.db"), key=lambda file: file.stat().st_mtime, default=None)
    if newest is not None:
        try:
            verify(newest)
        except Refusal as refused:
            yield broken("backup", refused, say("Make a new one with “smarthub backup”, and look at the disk."))
    made = [datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in folder.glob("*.db")]
    if not made or installation.at - max(made) > OLD_BACKUP:
        last = say("The last backup is of {day}.", day=say.date(max(made).date())) if made else None
        what = last or say("No backup was made yet.")
        yield advice("old_backup", what, say("Look whether “smarthub backup” runs every night."))


def numbers_are_understood(installation: Installation) -> Iterator[DoctorFinding]:
    """Settings that are whole numbers are; and files with personal data don't stay for long."""
    for name in NUMBERS:
        given = installation.environment.get(name, "").strip()
        if given and not (given.isascii() and given.isdigit()):
            what = say(
                "{variable} is “{given}”, which is no whole number; it counts as not set.", variable=name, given=given
            )
            yield broken("number", what, say("Write a whole number there, or leave it out."))
    days = installation.settings.keep_raw_days
    if days > LONG_KEPT:
        what = say("Files with personal data are kept as they were given for {n} days.", n=days)
        yield unsafe("raw_days", what, say("Set SMARTHUB_KEEP_RAW_DAYS to as few days as you need, or leave it out."))


def terms_are_understood(installation: Installation) -> Iterator[DoctorFinding]:
    """The terms of keeping can be read."""
    try:
        terms(installation.settings.keep_years, installation.settings.upload_days)
    except Refusal as refused:
        remedy = say("Nothing is cleared until then.")
        yield broken("terms", refused, remedy)
