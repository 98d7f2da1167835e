"""A mail as a file (.eml) that a mail program opens as a draft, to be looked at and sent by a person.

It names no sender: that is whoever opens it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

WORKBOOK = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mail in one language: to whom (empty where nobody is known), its subject and its paragraphs."""

    name: str
    email: str
    subject: str
    paragraphs: Sequence[str]

    @property
    def text(self) -> str:
        """The mail as one text."""
        return "\n\n".join(self.paragraphs)


def write(draft: MailDraft, attached: Sequence[tuple[str, bytes]], made: datetime) -> bytes:
    """The draft with workbooks attached, each under its name; the same draft gives the same bytes."""
    mail = EmailMessage(policy=SMTP)
    if draft.email:
        mail["To"] = Address(draft.name, addr_spec=draft.email)
    mail["Subject"] = draft.subject
    mail["Date"] = format_datetime(made)
    mail["X-Unsent"] = "1"
    mail.set_content(f"{draft.text}\n")
    for name, content in attached:
        mail.add_attachment(content, maintype=WORKBOOK[0], subtype=WORKBOOK[1], filename=name)
    if attached:
        mail.set_boundary("=_smarthub_draft_=")
    return mail.as_bytes()
