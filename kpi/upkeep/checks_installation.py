"""Checks of what everything rests on: the programs, the programme file, the database, the disk and the backups."""

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kpi.access import Role
from kpi.errors import Refusal
from kpi.facts.database.checking import check_database
from kpi.facts.reader import has_sample
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store, stands_behind
from kpi.programme.faults import ProgrammeRefused
from kpi.programme.loading import load_programme
from kpi.upkeep.findings import DoctorFinding, Installation, Urgency
from kpi.upkeep.retention_terms import terms

OLDEST_PYTHON = (3, 11)
LITTLE_ROOM = 1024**3
"""Bytes."""
OLD_BACKUP = timedelta(days=2)
SQLITE = "sqlite:///"


def what_is_locked_is_installed(patient: Installation) -> Iterator[DoctorFinding]:
    """The versions that were tested are those that run."""
    words = patient.words
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield DoctorFinding(
            "python", Urgency.BROKEN, words("Python is too old."), words("Install Python 3.11 or later.")
        )
    try:
        pairs = set(re.findall(r"^([a-z0-9.-]+)==([^ \\]+)", patient.lock.read_text("utf-8"), re.MULTILINE))
    except OSError:
        pairs = set()
    installed = {name: found for name in {name for name, _ in pairs} if (found := _version(name)) is not None}
    others = sorted(f"{name} {found}" for name, found in installed.items() if (name, found) not in pairs)
    if others:
        yield DoctorFinding(
            "lock",
            Urgency.UNSAFE,
            words("Installed otherwise than tested: {packages}.", packages=", ".join(others)),
            words("Run “make setup”."),
        )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def the_programme_is_sound(patient: Installation) -> Iterator[DoctorFinding]:
    """The programme file loads."""
    words = patient.words
    try:
        load_programme(patient.settings.programme)
    except ProgrammeRefused as refused:
        mend = words("Mend {file}; nothing works until then.", file=patient.settings.programme)
        yield DoctorFinding("programme", Urgency.BROKEN, refused.sentence(words), mend)


def the_database_is_sound(patient: Installation) -> Iterator[DoctorFinding]:
    """It answers, is of this version, passes every check, and somebody can get in."""
    words, url = patient.words, patient.settings.database
    absent = url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).exists()
    try:
        behind = None if absent else stands_behind(url)
        programme = load_programme(patient.settings.programme)
    except ProgrammeRefused:
        return
    except Refusal as refused:
        remedy = words("See docs/beheer.md, under the database's settings.")
        yield DoctorFinding("database", Urgency.BROKEN, refused.sentence(words), remedy)
        return
    if behind is None:
        what = words("There is no database yet.")
        yield DoctorFinding("no_database", Urgency.ADVICE, what, words("It is made at the first start."))
        return
    if behind:
        yield from _behind(patient)
        return
    store = open_store(url, programme)
    try:
        yield from _facts(patient, store)
        yield from _people(patient, store)
    finally:
        store.close()


def _behind(patient: Installation) -> Iterator[DoctorFinding]:
    words = patient.words
    place = patient.settings.database.startswith(SQLITE) or patient.settings.backups is not None
    yield DoctorFinding(
        "behind",
        Urgency.ADVICE if place else Urgency.BROKEN,
        words("The database is of an older version."),
        words("It is migrated at the next start, after a backup.")
        if place
        else words("Name a folder in SMARTHUB_BACKUPS for the backup that comes before its migration."),
    )


def _facts(patient: Installation, store: Store) -> Iterator[DoctorFinding]:
    words = patient.words
    faults = [words.say(fault) for fault in check_database(store)]
    with store.read() as reader:
        try:
            _ = reader.programme
        except Refusal as refused:
            faults.append(refused.sentence(words))
        sample = has_sample(reader)
    for fault in faults:
        remedy = words("Keep a copy of the database as it is, and restore a backup if need be.")
        yield DoctorFinding("check", Urgency.BROKEN, fault, remedy)
    if sample:
        remedy = words("Remove it with the button beside its badge, before anybody takes it for real.")
        yield DoctorFinding("sample", Urgency.ADVICE, words("The database holds invented sample data."), remedy)


def _people(patient: Installation, store: Store) -> Iterator[DoctorFinding]:
    words = patient.words
    admins = [one.subject for one in store.roles() if one.role == Role.ADMIN]
    if patient.settings.sign_in is not None and not patient.settings.admin and not admins:
        remedy = words("Set SMARTHUB_ADMIN to the e-mail address of whoever gives the roles.")
        yield DoctorFinding("no_admin", Urgency.BROKEN, words("Nobody is admin, so nobody can be let in."), remedy)
    domains = [subject for subject in admins if subject.startswith("@")]
    if domains:
        what = words("Everybody of {domains} is admin.", domains=", ".join(domains))
        yield DoctorFinding("admin_domain", Urgency.UNSAFE, what, words("Make persons admin, not a whole domain."))


def there_is_room(patient: Installation) -> Iterator[DoctorFinding]:
    """Disks that the database or its backups are on."""
    words, url = patient.words, patient.settings.database
    folders = [Path(url.removeprefix(SQLITE)).absolute().parent] if url.startswith(SQLITE) else []
    folders += [patient.settings.backups] if patient.settings.backups else []
    for folder in folders:
        if folder.is_dir() and shutil.disk_usage(folder).free < LITTLE_ROOM:
            what = words("There is less than 1 GB of room in {folder}.", folder=folder)
            yield DoctorFinding("room", Urgency.BROKEN, what, words("Make room, or put it on a larger disk."))


def backups_are_made(patient: Installation) -> Iterator[DoctorFinding]:
    """A folder for them, and a recent one in it."""
    words, folder = patient.words, patient.settings.backups
    if folder is None:
        remedy = words("Set SMARTHUB_BACKUPS, and have “smarthub backup” run every night (docs/beheer.md).")
        yield DoctorFinding("no_backups", Urgency.ADVICE, words("No folder for backups is named."), remedy)
        return
    if not folder.is_dir():
        what = words("The folder for backups, {folder}, isn't there.", folder=folder)
        yield DoctorFinding(
            "backup_folder", Urgency.BROKEN, what, words("Make it, for the account of the monitor alone.")
        )
        return
    made = [datetime.fromtimestamp(file.stat().st_mtime, UTC) for file in folder.glob("*.db")]
    if not made or patient.at - max(made) > OLD_BACKUP:
        what = (
            words("The last backup is of {day}.", day=words.date(max(made).date()))
            if made
            else words("No backup was made yet.")
        )
        yield DoctorFinding(
            "old_backup", Urgency.ADVICE, what, words("Look whether “smarthub backup” runs every night.")
        )


def terms_are_understood(patient: Installation) -> Iterator[DoctorFinding]:
    """How long what is kept."""
    try:
        terms(patient.settings.keep_years, patient.settings.upload_days)
    except Refusal as refused:
        remedy = patient.words("Nothing is cleared until then.")
        yield DoctorFinding("terms", Urgency.BROKEN, refused.sentence(patient.words), remedy)
