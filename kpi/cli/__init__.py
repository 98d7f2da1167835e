"""The command line ``smarthub``: the same reads and acts as the pages, for people and scripts (interface.md §2).

Exit status: 0 done · 1 refused, with one sentence on standard error · 2 wrong usage.
"""

import sys
from collections.abc import Callable
from typing import Any

import typer

from kpi.cli import books, facts, figures, operations, person_commands, reports, upkeep
from kpi.cli.session import refuse, with_session
from kpi.errors import Refusal, unwritable
from kpi.files import Unwritten
from kpi.language import DEFAULT, N_, Words, words_of

COMMANDS: tuple[tuple[str, Callable[..., None], str], ...] = (
    ("run", operations.run, N_("Start the dashboard on this computer.")),
    ("import", facts.import_, N_("Check workbooks and record them as one revision.")),
    ("score", figures.score, N_("The scorecard on a reference date.")),
    ("budget", figures.budget, N_("Budget, financing, subsidy and outputs of a plan year.")),
    ("report", reports.report, N_("Write a report: subsidy, update, evidence or submission.")),
    ("mapping", facts.mapping, N_("Write what was said about columns, for import --map.")),
    ("template", facts.template, N_("Write an empty workbook with lists, formats and explanations.")),
    ("export", facts.export, N_("Write the current rows as a workbook, to be changed and imported again.")),
    ("remind", facts.remind, N_("Write a ready mail for each role whose sheets are overdue or due; nothing is sent.")),
    ("programme", figures.programme, N_("Write the programme in force as a programme file.")),
    ("revisions", facts.revisions, N_("What was recorded, by whom, from which file.")),
    ("undo", facts.undo, N_("Take a revision back, as a new revision.")),
    ("account", books.account_, N_("Tie a ledger account to a budget line, once.")),
    ("payments", books.payments, N_("Confirm payments of a bank statement (CAMT.053) for pledges.")),
    ("backup", upkeep.backup, N_("A consistent copy of the database, while in use.")),
    ("restore", upkeep.restore, N_("Put a backup back into an empty database.")),
    ("check", upkeep.check, N_("Check the programme file and the database.")),
    ("doctor", upkeep.doctor, N_("What is unsafe or missing in this installation.")),
    ("retention", upkeep.retention, N_("What may no longer be kept; --apply clears it.")),
    ("erase", person_commands.erase, N_("Erase one person from everything that was recorded.")),
)
"""Name, function, and what it does in a line; in the order of ``smarthub --help``."""

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
for _name, _function, _help in COMMANDS:
    app.command(_name, help=_help)(_function if _function is operations.run else with_session(_function))


def main() -> None:
    """Run ``smarthub``; a refusal becomes one sentence and exit status 1."""
    words = words_of(_language_asked(sys.argv))
    command = typer.main.get_command(app)
    _translate_help(command, words)
    try:
        command(standalone_mode=True)
    except Refusal as refusal:
        refuse(refusal.sentence(words))
    except Unwritten as error:
        refuse(unwritable(error).sentence(words))


def _language_asked(arguments: list[str]) -> str:
    for i, word in enumerate(arguments):
        if word == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return DEFAULT


def _translate_help(command: Any, words: Words) -> None:  # noqa: ANN401 - click's command, group or parameter
    """Say the help texts in the user's language; they stand in the code in English."""
    if getattr(command, "help", None):
        command.help = words(command.help)
    for part in (*getattr(command, "params", ()), *getattr(command, "commands", {}).values()):
        _translate_help(part, words)
