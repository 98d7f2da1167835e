"""Refusals of what can't be done: exceptions that own their sentence.

    Refusal              asked for, but impossible; one sentence for the user, exit status 1
    ├── UnknownRevision, UnknownPlanYear, UnknownIndicator …   one class per sentence, near the module that raises it

Findings about the user's *data* are no exceptions: see ``kpi.intake.problems``. A bug is not caught.
"""

import errno
from typing import ClassVar

from kpi.language import N_, Words, words_of


class Refusal(Exception):
    """Base of all refusals: ``template`` is the English source sentence, filled with the keyword arguments.

    ``advice`` is said in its place where that is given: what to do about it there.
    """

    template: ClassVar[str]

    def __init__(self, advice: str = "", /, **values: object) -> None:
        self.advice, self.values = advice or self.template, values
        super().__init__(words_of("en")(self.advice, **values))

    def sentence(self, words: Words) -> str:
        """Return the sentence in the user's language: what happened, where, and what to do."""
        return words(self.advice, **self.values)

    def said(self, words: Words) -> str:
        """Return the sentence, where something to be said is expected."""
        return self.sentence(words)


class UnknownRevision(Refusal):
    """A revision was asked for that was never recorded."""

    template = N_("There is no revision {revision}; the latest is {latest}.")


class UnknownPlanYear(Refusal):
    """A plan year was asked for that the programme doesn't have."""

    template = N_("There is no plan year {plan_year}; the programme has {known}.")


class UnknownDate(Refusal):
    """Something was given as a date that isn't one."""

    template = N_("{given} is not a date; write it as 2018-06-30.")


class UnwritableFile(Refusal):
    """A place that can't be written to."""

    template = N_("{path} can't be written; check that its folder is there and that this account may write in it.")


class ReadOnlyPlace(UnwritableFile):
    """A disk or a folder that may only be read."""

    template = N_("{path} can't be written: its place may only be read. Nothing was written; choose another folder.")


class FullDisk(UnwritableFile):
    """There is no room left, or this account may use no more."""

    template = N_("{path} can't be written: the disk is full. Nothing was written; make room and try again.")


def unwritable(error: OSError) -> UnwritableFile:
    """Return the refusal that says why the file that the error names couldn't be written."""
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    closed = error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}
    return (FullDisk if full else ReadOnlyPlace if closed else UnwritableFile)(path=error.filename)
