"""What a screen gets from the frame: who is asking and what, and from them all that it reads."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, overload

from kpi.access import Act, Person
from kpi.language import Words
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.views.read import Question, Read, ReadAbout
from pages.shared import question, reads, visitor

A = TypeVar("A")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Screen:
    """Somebody who asks something: what they may, they can read of it."""

    who: Person
    question: Question

    @property
    def words(self) -> Words:
        """The language that is answered in."""
        return self.question.words

    @property
    def programme(self) -> Programme:
        """The programme in force in the question's revision. Raises SettingsRefused when that doesn't fit its file."""
        return reads.programme_of(self.question.revision)

    @property
    def picture(self) -> Picture:
        """Where the programme stands."""
        return reads.picture_of(self.question)

    @overload
    def read(self, read: Read[T]) -> T: ...
    @overload
    def read(self, read: ReadAbout[A, T], about: A) -> T: ...
    def read(self, read: Read[Any] | ReadAbout[Any, Any], about: Any = None) -> Any:
        """What a view reads for this question. Raises NotAllowed, and logs it, when this person may not see that."""
        return reads.answer(self.who, self.question, read, about)

    def may(self, act: Act) -> bool:
        """Whether to show this person the way to an act; the act itself asks again."""
        return visitor.may(self.who, act)

    def asking(self, as_of: date, revision: int | None = None) -> "Screen":
        """The same person asking about another day, or another revision."""
        return replace(self, question=replace(self.question, as_of=as_of, revision=revision or self.question.revision))


def enter(act: Act) -> Screen:
    """The first line of every screen: who asks what, if they may; refuses, and logs it, otherwise."""
    return Screen(visitor.enter(act), question.current())
