"""The sentences about bookkeeping, bank statements, names and corrections; kept like those of ``sentences``."""

from typing import Literal

from kpi.language import N_

SOURCE_SENTENCES: dict[str, tuple[Literal["error", "warning"], str]] = {
    "too_many_columns": ("error", N_("{file} has a sheet of more than {limit} columns; keep those that are needed.")),
    # XML files
    "unreadable_xml": ("error", N_("{file} is no complete XML file; export it again and import that one.")),
    "unknown_xml": (
        "error",
        N_("{file} is XML, but no audit file (XAF) and no bank statement (CAMT.053); export it as one of these."),
    ),
    "audit_without_bookings": ("error", N_("{file} is an audit file without bookings; export it with transactions.")),
    "audit_currency": ("error", N_("{file} is kept in {currency}; only audit files in EUR are read.")),
    "not_a_statement": ("error", N_("{file} is no bank statement as CAMT.053; export it as that.")),
    "bank_statement": (
        "error",
        N_("{file} is a bank statement: confirm its payments on the data page, or with “smarthub payments”."),
    ),
    # accounts
    "account_unmapped": (
        "error",
        N_(
            "Account {value} isn't tied to a budget line yet ({n} bookings, together {known}); do that once on the "
            "data page, or with “smarthub account”."
        ),
    ),
    "accounts_outside": (
        "warning",
        N_("{n} bookings, together {known}, stand on accounts that are no part of the programme: {value}."),
    ),
    "entry_line_gone": (
        "warning",
        N_("Of entry {value} line {known} was recorded earlier and isn't here any more; retire it if it was moved."),
    ),
    "entry_elsewhere": (
        "warning",
        N_("Entry {known} was recorded already, from another list; check that {value} isn't the same cost twice."),
    ),
    # corrections by hand
    "correction_kept": (
        "warning",
        N_("The file still holds what {known} corrected by hand ({reason}); the correction stays."),
    ),
    "correction_replaced": (
        "warning",
        N_("This replaces what {known} corrected by hand ({reason}), by something new; check which one is right."),
    ),
}
