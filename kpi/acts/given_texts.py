"""The texts that come with an act: a reason where one is needed, and no text longer than its place."""

from kpi.errors import Refusal
from kpi.language import N_


class NoReason(Refusal):
    """Something was to be recorded without saying why; the sentence asks for the reason as the act needs it."""

    template = N_("Say why: what is set without a reason can't be explained later.")

    @classmethod
    def check(cls, reason: str, asks: str = "") -> str:
        """Return the reason without the space around it. Raises NoReason when nothing is left."""
        if not reason.strip():
            raise cls(asks)
        return reason.strip()


class TooLong(Refusal):
    """A text is longer than its place holds; the sentence says what to do with it there."""

    template = N_("A text may have {most} letters; this one has {n}.")

    @classmethod
    def check(cls, text: str, most: int, advice: str = "") -> None:
        """Refuse a text of more than so many characters. Raises TooLong."""
        if len(text) > most:
            raise cls(advice, most=most, n=len(text))
