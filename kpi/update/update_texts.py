"""The sections of the update: the sentences that their figures give, and the texts that somebody wrote instead."""

from collections.abc import Callable
from dataclasses import dataclass

from kpi.language import Said, Words
from kpi.sentences import say
from kpi.update import coming, member_sentences, update_sentences
from kpi.update.quarterly_update import UpdateReport


@dataclass(frozen=True, slots=True)
class UpdateSection:
    """A part of the update: its name in keys, its heading, and the sentences that its figures give."""

    name: str
    heading: Said
    generate: Callable[[UpdateReport], tuple[Said, ...]]
    registers: tuple[str, ...] = ()
    """What it tells of: a programme with a sheet for none of these doesn't have it. Empty: every programme has it."""


SECTIONS: tuple[UpdateSection, ...] = (
    UpdateSection("where", say("Where we stand"), update_sentences.where),
    UpdateSection("changes", say("What changed"), update_sentences.changed),
    UpdateSection("members", say("Members"), update_sentences.members, ("organisations", "memberships")),
    UpdateSection("vacancies", say("Vacancies"), update_sentences.vacancies, ("vacancies",)),
    UpdateSection("visibility", say("Videos and events"), update_sentences.visibility, ("videos", "events")),
    UpdateSection("money", say("Money"), update_sentences.money, ("expenses", "contributions", "subsidy_payments")),
    UpdateSection("decided", say("Decisions and notes"), update_sentences.decided),
    UpdateSection("attention", say("What needs attention"), update_sentences.attention),
    UpdateSection("coming", say("What comes"), coming.sentences),
    UpdateSection("ask", say("What we ask of you"), member_sentences.asks),
)
"""In the order in which they are told; the last is for the members."""


def sections(report: UpdateReport) -> tuple[UpdateSection, ...]:
    """The sections of a programme; what it has no sheet for is among them only once somebody wrote it."""
    has = report.programme.sheets.keys()
    return tuple(
        each
        for each in SECTIONS
        if not each.registers or each.name in report.written or not has.isdisjoint(each.registers)
    )


def section(name: str) -> UpdateSection:
    """The section of that name; KeyError when there is none."""
    return {known.name: known for known in SECTIONS}[name]


def generated(report: UpdateReport, name: str, words: Words) -> str:
    """The text of a section by its figures alone, a sentence a line."""
    return "\n".join(map(words.say, section(name).generate(report)))


def text_of(report: UpdateReport, name: str, words: Words) -> str:
    """The text of a section as somebody wrote it, else by its figures."""
    written = report.written.get(name)
    return written.text if written else generated(report, name, words)


def lines(report: UpdateReport, name: str) -> tuple[Said, ...]:
    """The lines of a section: those that somebody wrote, else a sentence each by its figures."""
    written = report.written.get(name)
    if written is None:
        return section(name).generate(report)
    return tuple(line.strip() for line in written.text.splitlines() if line.strip())


def outdated(report: UpdateReport, words: Words) -> tuple[UpdateSection, ...]:
    """The sections whose figures changed after somebody wrote their text."""
    written = report.written.items()
    stale = {name for name, text in written if text.instead_of != generated(report, name, words)}
    return tuple(known for known in SECTIONS if known.name in stale)
