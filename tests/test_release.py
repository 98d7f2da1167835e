"""A wheel that a stranger installs holds everything that the commands and the screens need."""

import json
import subprocess
import tarfile
from compileall import compile_dir
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from kpi.settings import shipped
from tests.release import ROOT, Installed, NoRelease, build, install, refuse_unless_new, version

SHIPPED = ("app.py", "requirements.lock", ".streamlit", "data", "kpi", "pages", "static")
BESIDE = f"smarthub_monitor-{version()}.data/data/share/smarthub/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built where the program has been used, so that compiled files lie beside its migrations."""
    compile_dir(ROOT / "kpi" / "facts" / "database" / "migrations", quiet=1)
    return build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(wheel, tmp_path_factory.mktemp("installed"))


def tracked() -> set[str]:
    listed = subprocess.run(["git", "ls-files", *SHIPPED], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return set(listed.stdout.splitlines())


def test_wheel_and_sdist_hold_every_file_of_the_product(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = {name.removeprefix(BESIDE) for name in archive.namelist() if ".dist-info/" not in name}
    assert names == tracked()
    with tarfile.open(wheel.with_name(f"smarthub_monitor-{version()}.tar.gz")) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert tracked() - packed == set()


def test_an_installed_copy_runs_its_own_files_and_keeps_its_data_in_the_home(installed: Installed) -> None:
    script = "import json, kpi.settings as s; print(json.dumps([s.__file__, str(s.ROOT), str(s.KEPT), str(s.SECRETS)]))"
    module, root, kept, secrets = json.loads(installed.python_says(script))
    environment = installed.python.parents[1]
    assert Path(module).is_relative_to(environment)
    assert Path(root) == environment / "share" / "smarthub"
    assert Path(kept) == installed.home / "smarthub"
    assert Path(secrets).is_relative_to(kept)


def test_an_installed_copy_answers_its_commands(installed: Installed) -> None:
    assert "Start het dashboard" in installed.smarthub("--help")
    installed.smarthub("template", "--out", "leeg.xlsx")
    assert "Vacatures" in load_workbook(installed.home / "leeg.xlsx").sheetnames
    database = f"sqlite:///{installed.home / 'leeg.db'}"
    (installed.home / "leden.csv").write_text("organisatie;soort\nVoorbeeldbedrijf 901;bedrijf\n", "utf-8")
    installed.smarthub("import", "leden.csv", "--database", database)
    scores = json.loads(installed.smarthub("score", "--json", "--as-of", "2018-06-30", "--database", database))
    assert scores["as_of"] == "2018-06-30"
    assert scores["indicators"]
    assert {"no_data", "not_started"} <= {row["status"] for row in scores["indicators"]}


def test_an_installed_copy_draws_its_screens(installed: Installed) -> None:
    script = """
import os
from streamlit.testing.v1 import AppTest
from kpi.settings import ROOT
os.chdir(ROOT)
screen = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
assert not screen.exception, screen.exception
import pages.progress.overview_parts
print(pages.__file__)
for part in (*screen.title, *screen.error):
    print(part.value)
"""
    place, *titles = installed.python_says(script).splitlines()
    assert Path(place) == installed.python.parents[1] / "share" / "smarthub" / "pages" / "__init__.py"
    assert titles == ["Overzicht"]


def test_the_dashboard_of_an_installed_copy_serves_its_font_and_fills_itself_with_the_sample(
    installed: Installed,
) -> None:
    with installed.dashboard("--sample") as address:
        with urlopen(f"{address}/app/static/fonts/SourceSans3VF-Upright.woff2", timeout=20) as font:  # noqa: S310 - our own
            assert font.read() == (ROOT / "static/fonts/SourceSans3VF-Upright.woff2").read_bytes()
        assert (installed.home / "smarthub" / "data" / "smarthub.db").is_file()


def test_the_files_beside_the_package_are_the_projects_before_those_of_an_install(tmp_path: Path) -> None:
    project = tmp_path / "lib" / "python3" / "site-packages"
    project.mkdir(parents=True)
    assert shipped(project) == project
    beside = tmp_path / "share" / "smarthub"
    beside.mkdir(parents=True)
    (beside / "app.py").touch()
    assert shipped(project) == beside
    (project / "app.py").touch()
    assert shipped(project) == project


def test_no_release_of_what_is_not_committed_or_was_tagged_before(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        known = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *known, *arguments], cwd=tmp_path, check=True)

    git("init", "--quiet")
    (tmp_path / "new.txt").touch()
    with pytest.raises(NoRelease, match=r"^There are changes that aren't committed: commit them first\.$"):
        refuse_unless_new(tmp_path, "v1.0.0")
    git("add", "--all")
    git("commit", "--quiet", "--message", "new")
    refuse_unless_new(tmp_path, "v1.0.0")
    git("tag", "v1.0.0")
    with pytest.raises(NoRelease, match=r"^v1\.0\.0 is there already: raise the version in pyproject\.toml\.$"):
        refuse_unless_new(tmp_path, "v1.0.0")
