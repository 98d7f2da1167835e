"""Acts of people who say what a file can't: what a column holds, what a blank means, that a source has nothing new."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kpi.access import Act, Person
from kpi.acts import imports
from kpi.errors import Refusal
from kpi.facts.decisions.sheet_answers import as_checked
from kpi.facts.proposal import Revision
from kpi.facts.store import Store
from kpi.intake.import_report import BlankAsked
from kpi.intake.recognise.column_answers import forget, remember, remembered
from kpi.intake.recognise.column_questions import Remembered, TableAsked
from kpi.intake.typed.blank_figures import answered, answers
from kpi.language import N_
from kpi.programme.plan import Programme

COLUMNS, BLANKS = N_("Columns tied to what they hold."), N_("Blank figures explained.")
NOTHING_NEW = N_("Sources checked: nothing new.")


class ColumnsLacking(Refusal):
    """An answer about columns leaves one out that the sheet can't do without."""

    template = N_("{sheet} can't be read without {columns}: say which column it is, or skip the sheet.")


class ColumnTwice(Refusal):
    """An answer gives two columns the same meaning."""

    template = N_("Two columns can't both be {column}: choose one of them.")


def say_columns(
    store: Store,
    who: Person,
    asked: TableAsked,
    register: str,
    columns: Mapping[str, str],
    *,
    at: datetime,
) -> Revision:
    """Remember what the columns of a table are (name key → field, empty for none); no register: skip the table.

    Raises ColumnsLacking and ColumnTwice.
    """
    if register:
        _check(store.filed, asked, register, columns)
    decision = remember(asked, register, columns, "")
    return imports.decide(store, who, Act.MATCH, [decision], at=at, note=COLUMNS)


def _check(programme: Programme, asked: TableAsked, register: str, columns: Mapping[str, str]) -> None:
    labels = programme.sheets[register].columns
    chosen = [field for field in columns.values() if field]
    chosen += [field for field in asked.read if register == asked.register]
    for field in chosen:
        if chosen.count(field) > 1:
            raise ColumnTwice(column=labels[field].label)
    lacking = [field for field in asked.missing if register == asked.register and field not in chosen]
    if lacking:
        raise ColumnsLacking(sheet=asked.sheet, columns=", ".join(labels[field].label for field in lacking))


def columns_said(store: Store) -> Mapping[str, Remembered]:
    """Everything that was said about columns, by set of column names."""
    with store.read() as reader:
        return remembered(reader)


def forget_columns(store: Store, who: Person, keys: Sequence[str], *, at: datetime) -> Revision:
    """Ask again about those sets of column names from now on; what was imported stays."""
    return imports.decide(store, who, Act.MATCH, forget(keys, ""), at=at, note=COLUMNS)


def say_blanks(
    store: Store, who: Person, given: Sequence[tuple[BlankAsked, Mapping[str, str]]], *, at: datetime
) -> Revision:
    """Remember what blank figures mean: by row key ``zero``, ``unknown`` or ``not_applicable``."""
    with store.read() as reader:
        base, known = reader.revision, answers(reader)
    return imports.decide(store, who, Act.MATCH, answered(known, given), at=at, base=base, note=BLANKS)


class NoSources(Refusal):
    """Nothing was chosen of which there is nothing new."""

    template = N_("Choose at least one sheet of which there is nothing new.")


def say_nothing_new(store: Store, who: Person, registers: Sequence[str], *, at: datetime) -> Revision:
    """Record that those sources were looked at, and are up to date as of that day (in UTC). Raises NoSources."""
    if not registers:
        raise NoSources
    return imports.decide(store, who, Act.IMPORT, as_checked(registers, at.date()), at=at, note=NOTHING_NEW)
