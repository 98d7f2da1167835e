"""What a person says about the books: the payments that settle pledges, and the budget lines of ledger accounts.

Confirmed payments are one revision with the statement they came from; each answer is kept with who, when and why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts import row_digests
from kpi.facts.current_rows import current_rows, known_keys
from kpi.facts.decisions.decision_kinds import ConfirmedPayment, LedgerAccountLine
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.proposal import Decision, NewRow, Proposal, RegisterChange, Revision, Stored, Upload, storage_columns
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.intake.books.bank_statement import read_statements
from kpi.intake.books.bookings import Account
from kpi.intake.books.pledge_payments import FOLLOWS, REGISTER, confirmed_before
from kpi.intake.books.statement_entries import SHEET, Payment, kept_copy
from kpi.intake.formats.opening import checksum
from kpi.intake.kept_copy import kept_name
from kpi.intake.row_changes import key_of
from kpi.intake.typed.corrected_rows import correction
from kpi.intake.values import row_keys
from kpi.language import N_
from kpi.programme.registers import REGISTERS

SETTLED = N_("Payments confirmed from a bank statement.")
ON_STATEMENT = "bankafschrift"


class NoSuchPayment(Refusal):
    """A payment was confirmed that the statement hasn't, or that was confirmed before."""

    template = N_("Payment {number} isn't in this statement, or was confirmed already.")


class NoSuchPledge(Refusal):
    """A payment was confirmed for a pledge that isn't there."""

    template = N_("There is no pledge {key}; choose one of the list.")


@dataclass
class Settling:
    """The rows of contributions while payments are put into them."""

    reader: Reader
    taken: set[str]
    rows: dict[str, NewRow]
    noted: dict[str, Decision]
    uploads: Mapping[str, int]
    """By the name of a statement, which of the files that are kept it is."""

    def settle(self, payment: Payment, key: str) -> str:
        """Put a payment into the row of a pledge, or into a row that follows it; the organisation that paid."""
        values = self._values(key)
        columns = storage_columns(REGISTER)
        current = dict(zip(columns, values, strict=True))
        receipt: dict[str, Stored] = {"received": payment.cents, "received_on": payment.day}
        if current["received"] is None:
            evidence = current["evidence"] or f"{ON_STATEMENT} {payment.day:%d-%m-%Y}"
            self._put(key, {**current, **receipt, "evidence": evidence}, payment)
        else:
            blank: dict[str, Stored] = dict.fromkeys(
                ("pledged", "pledged_on", "invoiced", "invoiced_on", "withdrawn_on")
            )
            follow: dict[str, Stored] = {
                **current,
                **blank,
                **receipt,
                "evidence": f"{ON_STATEMENT} {payment.day:%d-%m-%Y}",
            }
            self._put("", self._numbered(follow), payment)
        return str(current["organisation"])

    def _values(self, key: str) -> tuple[Stored, ...]:
        if key in self.rows:
            return self.rows[key].values
        row = next(current_rows(self.reader, REGISTER, [key]), None)
        if row is None:
            raise NoSuchPledge(key=key.replace(row_keys.SEPARATOR, " · "))
        # so that the same sheet brought in again doesn't take the payment away
        self.noted[row.key] = correction(self.reader, REGISTER, row, ON_STATEMENT, retired=False)
        return row.values

    def _numbered(self, values: dict[str, Stored]) -> dict[str, Stored]:
        """The row under the first free number behind the pledge's reference."""
        number, base = 2, str(values["reference"])
        while True:
            tried: dict[str, Stored] = {**values, "reference": f"{base}{FOLLOWS}{number}"}
            if _key(tried) not in self.taken:
                return tried
            number += 1

    def _put(self, key: str, values: dict[str, Stored], payment: Payment) -> None:
        plain = tuple(values[column] for column in storage_columns(REGISTER))
        own = key or _key(values)
        self.taken.add(own)
        upload = self.uploads[payment.file]
        self.rows[own] = NewRow(own, row_digests.digest(REGISTER, plain), plain, upload, SHEET, payment.number)


def _key(values: dict[str, Stored]) -> str:
    return key_of(REGISTERS[REGISTER], [values[column] for column in storage_columns(REGISTER)])


def confirm_payments(
    store: Store, who: Person, files: Sequence[tuple[str, bytes]], confirmed: Sequence[tuple[int, str]], *, at: datetime
) -> Revision:
    """Record payments of statements, each (its number, the key of its pledge), as received. Raises the refusals above.

    The payments are numbered over all statements. Of each only these are kept, without payers and account numbers.
    """
    permit(store, who, Act.MATCH, at=at, about=", ".join(kept_name(name, checksum(each)) for name, each in files))
    by_number = {payment.number: payment for payment in read_statements(files).payments}
    chosen = [by_number.get(number) for number, _ in confirmed]
    given = [(name, content) for name, content in files if any(each and each.file == name for each in chosen)]
    places = {name: place for place, (name, _) in enumerate(given)}
    with store.read() as reader:
        before = confirmed_before(reader)
        settling = Settling(reader, set(known_keys(reader, REGISTER)), {}, {}, places)
        paid: list[tuple[Payment, str]] = []
        for (number, key), payment in zip(confirmed, chosen, strict=True):
            if payment is None or payment.id in before or any(payment is each for each, _ in paid):
                raise NoSuchPayment(number=number)
            paid.append((payment, settling.settle(payment, key)))
        base = reader.revision
    decisions = [
        ConfirmedPayment(payment.id, payment.day, payment.cents, organisation).decision()
        for payment, organisation in paid
    ]
    return store.commit(
        Proposal(
            base,
            who.by,
            at,
            uploads=tuple(_upload(name, content, paid) for name, content in given),
            changes=(RegisterChange(REGISTER, list(settling.rows.values())),),
            decisions=(*decisions, *settling.noted.values()),
            note=SETTLED,
            act=Act.MATCH,
        )
    )


def _upload(name: str, content: bytes, paid: Sequence[tuple[Payment, str]]) -> Upload:
    """What is kept of a statement: the payments of it that were confirmed."""
    kept = kept_copy([(payment, organisation) for payment, organisation in paid if payment.file == name])
    return Upload(kept_name(name, checksum(content)), checksum(content), checksum(kept), kept)


PLACED = N_("Accounts tied to budget lines.")


class NotPlaced(Refusal):
    """An account was to be forgotten that nobody placed."""

    template = N_("Account {account} isn't tied to anything, so there is nothing to forget.")


def place_accounts(
    store: Store, who: Person, answers: Sequence[tuple[Account, str | None]], *, at: datetime, reason: str = ""
) -> Revision:
    """Remember where accounts belong: each with the id of its budget line, or None for no part of the programme."""
    permit(store, who, Act.MATCH, at=at, about=", ".join(account.key for account, _ in answers))
    placed = [
        LedgerAccountLine(account.key, account.code, account.centre, line).decision(reason.strip())
        for account, line in answers
    ]
    return store.commit(Proposal(store.latest(), who.by, at, decisions=placed, note=PLACED, act=Act.MATCH))


def forget_account(store: Store, who: Person, account: Account, *, at: datetime, reason: str = "") -> Revision:
    """Ask for that account again from now on; what was imported stays. Raises NotPlaced."""
    permit(store, who, Act.MATCH, at=at, about=account.key)
    with store.read() as reader:
        base, known = reader.revision, {made.decision.place for made in decisions(reader, LedgerAccountLine)}
    if account.key not in known:
        raise NotPlaced(account=account.name)
    forgotten = LedgerAccountLine.withdrawn(account.key, reason.strip())
    return store.commit(Proposal(base, who.by, at, decisions=[forgotten], act=Act.MATCH))
