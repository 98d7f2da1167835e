"""Answers that a file can't give itself, remembered: the meaning of a column, and of a blank figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.facts.proposal import Proposal, Revision
from kpi.facts.store import Store
from kpi.intake.import_report import BlankAsked
from kpi.intake.recognise.column_matching import readable, remembered
from kpi.intake.recognise.column_questions import TableAsked
from kpi.intake.recognise.sheet_names import layouts
from kpi.intake.typed.blank_figures import answered, answers
from kpi.language import N_
from kpi.programme.plan import Programme

COLUMNS, BLANKS = N_("Columns tied to what they hold."), N_("Blank figures explained.")


class ColumnsLacking(Refusal):
    """An answer about columns leaves one out that the sheet can't do without."""

    template = N_("{sheet} can't be read without {columns}: say which column it is, or skip the sheet.")


class ValueUnreadable(Refusal):
    """One value for all rows can't be read as its field."""

    template = N_("“{value}” can't be {column}: give a value as it would stand in a cell.")


class ColumnTwice(Refusal):
    """An answer gives two columns the same meaning."""

    template = N_("Two columns can't both be {column}: choose one of them.")


@dataclass(frozen=True, slots=True)
class ColumnsAnswer:
    """The register that a table fills (empty: skip the table), and the field of each column (empty: skip it)."""

    asked: TableAsked
    register: str
    columns: Mapping[str, str]
    """Name key → field."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Field → the one value of all rows."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Field → word that its list lacks → the value that it stands for."""

    @property
    def meanings(self) -> ColumnMeanings:
        """The answer as it is kept."""
        asked, words = self.asked, {name: each for name, each in self.words.items() if each}
        given = (self.columns, asked.headers, self.constants or None, words or None)
        return ColumnMeanings(asked.key, self.register, *given)


def say_columns(store: Store, who: Person, answer: ColumnsAnswer, *, at: datetime) -> Revision:
    """Remember what the columns of a table are. Raises ColumnsLacking, ColumnTwice and ValueUnreadable."""
    permit(store, who, Act.MATCH, at=at, about=answer.asked.key)
    if answer.register:
        _check(store.filed, answer)
    decisions = [answer.meanings.decision()]
    return store.commit(Proposal(store.latest(), who.by, at, decisions=decisions, note=COLUMNS, act=Act.MATCH))


def _check(programme: Programme, answer: ColumnsAnswer) -> None:
    asked, register = answer.asked, answer.register
    labels = programme.sheets[register].columns
    chosen = [*filter(None, answer.columns.values()), *answer.constants]
    own = register == asked.register
    chosen += [each.suggestion for each in asked.certain if own and each.suggestion and each.key not in answer.columns]
    for name in chosen:
        if chosen.count(name) > 1:
            raise ColumnTwice(column=labels[name].label)
    texts = [*answer.constants.items()]
    texts += [(name, text) for name, words in answer.words.items() for text in words.values()]
    for name, text in texts:
        if not readable(programme, register, name, text):
            raise ValueUnreadable(value=text, column=labels[name].label)
    needed = next(each for each in layouts(programme.sheets) if each.register.name == register).required if own else ()
    lacking = [name for name in needed if name not in chosen]
    if lacking:
        raise ColumnsLacking(sheet=asked.sheet, columns=", ".join(labels[name].label for name in lacking))


def columns_said(store: Store, who: Person, *, at: datetime) -> Mapping[str, ColumnMeanings]:
    """Return every answer about columns, by set of column names, to whoever may take it back."""
    permit(store, who, Act.MATCH, at=at, about="columns")
    with store.read() as reader:
        return remembered(reader)


def forget_columns(store: Store, who: Person, keys: Sequence[str], *, at: datetime) -> Revision:
    """Ask again about those sets of column names from now on; what was imported stays."""
    permit(store, who, Act.MATCH, at=at, about=", ".join(keys))
    forgotten = [ColumnMeanings.withdrawn(key) for key in keys]
    return store.commit(Proposal(store.latest(), who.by, at, decisions=forgotten, note=COLUMNS, act=Act.MATCH))


def say_blanks(
    store: Store, who: Person, given: Sequence[tuple[BlankAsked, Mapping[str, str]]], *, at: datetime
) -> Revision:
    """Remember what blank figures mean: by row key ``zero``, ``unknown`` or ``not_applicable``."""
    permit(store, who, Act.MATCH, at=at, about="blanks")
    with store.read() as reader:
        base, known = reader.revision, answers(reader)
    return store.commit(Proposal(base, who.by, at, decisions=answered(known, given), note=BLANKS, act=Act.MATCH))
