"""The sections of the update: which there are, what they say by themselves, and what somebody wrote instead."""

from collections.abc import Callable
from dataclasses import dataclass

from kpi.language import N_, Words
from kpi.update import coming, kept_between, update_sentences
from kpi.update.quarterly_update import UpdateReport


@dataclass(frozen=True, slots=True)
class UpdateSection:
    """A part of the update: its name in keys, its heading, and the sentences that its figures give."""

    name: str
    heading: str
    generate: Callable[[UpdateReport, Words], tuple[str, ...]]


SECTIONS: tuple[UpdateSection, ...] = (
    UpdateSection("where", N_("Where we stand"), update_sentences.where),
    UpdateSection("changes", N_("What changed"), update_sentences.changed),
    UpdateSection("members", N_("Members"), update_sentences.members),
    UpdateSection("vacancies", N_("Vacancies"), update_sentences.vacancies),
    UpdateSection("visibility", N_("Videos and events"), update_sentences.visibility),
    UpdateSection("money", N_("Money"), update_sentences.money),
    UpdateSection("decided", N_("Decisions and notes"), kept_between.sentences),
    UpdateSection("attention", N_("What needs attention"), update_sentences.attention),
    UpdateSection("coming", N_("What comes"), coming.sentences),
)
"""In the order in which they are told."""


def section(name: str) -> UpdateSection:
    """The section of that name; KeyError when there is none."""
    return {one.name: one for one in SECTIONS}[name]


def generated(report: UpdateReport, name: str, words: Words) -> str:
    """What a section says by itself, a sentence a line."""
    return "\n".join(section(name).generate(report, words))


def text_of(report: UpdateReport, name: str, words: Words) -> str:
    """What a section says: as somebody wrote it, else by itself."""
    written = report.written.get(name)
    return written.text if written else generated(report, name, words)


def lines(report: UpdateReport, name: str, words: Words) -> tuple[str, ...]:
    """The text of a section, line by line; empty lines are left out."""
    return tuple(line.strip() for line in text_of(report, name, words).splitlines() if line.strip())


def outdated(report: UpdateReport, words: Words) -> tuple[UpdateSection, ...]:
    """The sections whose figures changed after somebody wrote their text."""
    return tuple(
        one
        for one in SECTIONS
        if one.name in report.written and report.written[one.name].instead_of != generated(report, one.name, words)
    )
