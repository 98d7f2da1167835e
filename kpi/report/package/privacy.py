"""The parts of a row that stay inside: fields that may name or single out a person, and personal data in free text."""

import re

from kpi.programme.registers import Field, FieldKind

KEPT_INSIDE: dict[str, frozenset[str]] = {
    "activities": frozenset({"lead"}),
    "vacancies": frozenset({"study_programme"}),
}
"""Fields by register: an activity's leader may be a person; a study with an employer and a day points to one."""
LEFT_OUT = "[…]"
"""Stands where personal data was left out of a text."""
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an e-mail address
    r"|(?<!\w)(?:\+31[ -]?|0031[ -]?|0)6(?:[ -]?\d){8}(?!\d)"  # a mobile number
    r"|\bNL\d{2}[ ]?[A-Z]{4}(?:[ ]?\d){10}\b"  # a bank account
    r"|(?i:\bbsn\b)\D{0,5}\d{8,9}\b"  # a citizen's number
)


def told(register: str, field: Field) -> bool:
    """Return true for a field that leaves the house."""
    return field.name not in KEPT_INSIDE.get(register, frozenset())


def without_persons(text: str) -> str:
    """A free text without the e-mail addresses, telephone numbers and such that it holds.

    >>> without_persons("Bel Jan op 06-12345678 of jan@example.org, BSN 123456782; factuur 20180612")
    'Bel Jan op […] of […], […]; factuur 20180612'
    """
    return _PERSONAL.sub(LEFT_OUT, text)


def is_free(field: Field) -> bool:
    """Return true for a field of free text."""
    return field.kind in {FieldKind.TEXT, FieldKind.NAME}
