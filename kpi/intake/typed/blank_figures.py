"""Blank figures that count somewhere: zero, not known yet, or not applicable? Asked once, and remembered by row.

A blank is never taken for zero. It matters where a measure adds the field up, the row falls under that measure's
conditions and has the date it asks for, and no default says what a blank means.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kpi.facts.decisions.decision_kinds import BlankMeanings
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader
from kpi.intake.import_report import BlankAsked, BlankCell
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.values.row_keys import key_in_words, row_keys
from kpi.programme.comparable_names import name_key
from kpi.programme.measure import Condition, Term
from kpi.programme.plan import Programme
from kpi.programme.registers import SPAN, FieldKind
from kpi.programme.vocabulary import Text

ZERO, UNKNOWN, NOT_APPLICABLE = "zero", "unknown", "not_applicable"
ANSWERS = (UNKNOWN, ZERO, NOT_APPLICABLE)
ASKED = 500
"""So many blanks of a column are asked about; more are no slip but a habit, which a zero in the file ends."""
Answers = Mapping[str, Mapping[str, str]]
"""By ``<register>/<field>`` and the key of the row, what was answered."""


def answers(reader: Reader) -> Answers:
    """Every answer in force in the reader's revision."""
    return {made.decision.field: made.decision.answers for made in decisions(reader, BlankMeanings)}


def answered(known: Answers, given: Iterable[tuple[BlankAsked, Mapping[str, str]]]) -> tuple[Decision, ...]:
    """The decisions that add answers (row key → answer) to those known."""
    merged: dict[str, dict[str, str]] = {}
    for asked, row_answers in given:
        name = f"{asked.register}/{asked.field}"
        merged.setdefault(name, dict(known.get(name, {}))).update(row_answers)
    return tuple(BlankMeanings(name, row_answers).decision() for name, row_answers in sorted(merged.items()))


def settle(programme: Programme, table: TypedTable, known: Answers) -> tuple[BlankAsked, ...]:
    """Put zeros where that was the answer; what wasn't asked yet is given back as questions, a column each."""
    questions = []
    lines = programme.line_names()
    for name, wanted in _wanted(programme, table).items():
        blank = [index for index, value in enumerate(table.columns[name]) if value is None]
        unread = table.unread.get(name, ())
        matter = [
            index
            for index in blank[: 20 * ASKED]
            if index not in unread and any(_counts(table, term, index, lines) for term, _ in wanted)
        ]
        open_cells = _answer(table, name, matter, known.get(f"{table.layout.register.name}/{name}", {}))
        if open_cells:
            titles = tuple(dict.fromkeys(title for _, title in wanted))
            register = table.layout.register.name
            questions.append(BlankAsked(table.file, table.sheet, register, name, table.label(name), open_cells, titles))
    return tuple(questions)


def _wanted(programme: Programme, table: TypedTable) -> dict[str, list[tuple[Term, Text]]]:
    """The fields of the table that measures add up, with each measure's conditions and the title of what it counts."""
    register, layout = table.layout.register, table.layout
    wanted: dict[str, list[tuple[Term, Text]]] = {}
    measured = [(each.title, each.measure) for each in programme.indicators]
    measured += [(each.title, each.measure) for each in programme.outputs]
    for title, term in ((title, term) for title, measure in measured for term in measure.terms):
        if term.register_name != register.name or not term.aggregate.needs_number or term.of is None:
            continue
        name = term.of
        if name not in table.heading.fields:  # no column, or the days between two of them
            continue
        if not (register.field(name).required or layout.has_default(name) or layout.columns[name].default_when):
            wanted.setdefault(name, []).append((term, title))
    return wanted


def _counts(table: TypedTable, term: Term, index: int, lines: Mapping[str, str]) -> bool:
    """Tell whether a row is one that the term adds up, as far as its own cells tell."""
    derived = dict(table.layout.register.derived)
    for name in term.dates:
        if not any(isinstance(table.column(each)[index], date) for each in derived.get(name, (name,))):
            return False
    return all(_holds(table, condition, index, lines) for condition in term.where)


def _holds(table: TypedTable, condition: Condition, index: int, lines: Mapping[str, str]) -> bool:
    if condition.joined or "." in condition.field or SPAN in condition.field or condition.equals == "$plan_year":
        return True
    value: object = table.column(condition.field)[index]
    if table.layout.register.field(condition.field).kind is FieldKind.BUDGET_LINE:
        value = lines.get(name_key(str(value)))
    if condition.equals is not None:
        return value == condition.equals
    if condition.any_of:
        return value in condition.any_of
    return value not in condition.none_of


def _answer(table: TypedTable, name: str, rows: Sequence[int], row_answers: Mapping[str, str]) -> tuple[BlankCell, ...]:
    """Fill what was answered in; the cells that weren't."""
    register = table.layout.register
    keys = row_keys(register, [[table.column(each.name)[index] for index in rows] for each in register.keys])  # type: ignore[misc]
    left: list[BlankCell] = []
    for index, key in zip(rows, keys, strict=True):
        answer = row_answers.get(key)
        if answer == ZERO:
            table.columns[name][index] = 0
        elif answer is None and len(left) < ASKED:
            left.append(BlankCell(key, table.cell(name, index), key_in_words(key)))
    return tuple(left)
