"""Counts what each test costs in processor seconds, the programs that it starts included; shown with ``--costs``.

The wall clock of a shared machine says little: processor seconds are the same on a busy machine and on an idle one.
A program is counted when it ends, so a server of a module counts with the last test of that module.
"""

import os
from collections import defaultdict
from collections.abc import Generator
from pathlib import PurePosixPath

import pytest

PROPERTY = "processor_seconds"
SLOWEST = 60


def processor_seconds() -> float:
    """Return what this process and its ended children have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


class Costs:
    """The meter of one test process, and in the process that reports: the sums."""

    def __init__(self) -> None:
        self.start = 0.0
        self.tests: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        self.start = processor_seconds()
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        if call.when == "teardown":
            item.user_properties.append((PROPERTY, processor_seconds() - self.start))
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "teardown":
            self.tests[report.nodeid] = float(str(dict(report.user_properties).get(PROPERTY, 0.0)))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Write what every folder and file costs, the dearest first, and the dearest tests."""
        write = terminalreporter.write_line
        for title, depth in (("folder", 1), ("file", 0)):
            sums: dict[str, list[float]] = defaultdict(list)
            for test, seconds in self.tests.items():
                file = PurePosixPath(test.partition("::")[0])
                sums[str(file.parents[0] if depth else file)].append(seconds)
            write(f"\nprocessor seconds by {title}, {sum(self.tests.values()):.0f} in all")
            for name, seconds in sorted(sums.items(), key=lambda item: -sum(item[1])):
                write(f"{sum(seconds):8.1f} {len(seconds):5d}  {name}")
        write(f"\nthe {SLOWEST} dearest tests")
        for test, cost in sorted(self.tests.items(), key=lambda item: -item[1])[:SLOWEST]:
            write(f"{cost:8.1f}  {test}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--costs", action="store_true", help="Show what each folder costs in processor seconds.")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--costs"):
        config.pluginmanager.register(Costs(), "costs")
