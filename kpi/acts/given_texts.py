"""The texts that come with an act: a reason where one is needed, and no text longer than its place."""

from kpi.errors import Refusal
from kpi.language import N_, Words


class NoReason(Refusal):
    """Something was to be recorded without saying why; the sentence asks for the reason as the act needs it."""

    template = N_("Say why: what is set without a reason can't be explained later.")

    def __init__(self, asks: str = "") -> None:
        super().__init__()
        self.asks = asks or self.template

    @classmethod
    def check(cls, reason: str, asks: str = "") -> str:
        """Return the reason without the space around it. Raises NoReason when nothing is left."""
        if not reason.strip():
            raise cls(asks)
        return reason.strip()

    def sentence(self, words: Words) -> str:
        """Ask for the reason."""
        return words(self.asks)


class TooLong(Refusal):
    """A text is longer than its place holds; the sentence says what to do with it there."""

    template = N_("A text may have {most} letters; this one has {n}.")

    def __init__(self, most: int, n: int, advice: str = "") -> None:
        super().__init__(most=most, n=n)
        self.advice = advice or self.template

    @classmethod
    def check(cls, text: str, most: int, advice: str = "") -> None:
        """Refuse a text of more than so many characters. Raises TooLong."""
        if len(text) > most:
            raise cls(most, len(text), advice)

    def sentence(self, words: Words) -> str:
        """Say how long a text may be there."""
        return words(self.advice, **self.values)
