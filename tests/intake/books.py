"""Ledger cards, audit files and bank statements as other programs export them, written by the tests."""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

NAMESPACES = {
    "3.2": "http://www.auditfiles.nl/XAF/3.2",
    "4.0": "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0",
}
CENTRE = {"3.2": "costID", "4.0": "cost"}
HEAD = ["Nr.", "Per.", "Datum", "Bkst.nr.", "Dagboek", "Omschrijving", "Relatie", "Kostenplaats", "Debet", "Credit"]


def line(number: int, account: str, amount: str, side: str, more: str = "") -> str:
    """One line of a transaction; ``more`` is XML."""
    return (
        f"<trLine><nr>{number}</nr><accID>{account}</accID><docRef>F{number}</docRef><effDate>2017-09-14</effDate>"
        f"<desc>Regel {number}</desc><amnt>{amount}</amnt><amntTp>{side}</amntTp>{more}</trLine>"
    )


def vat(amount: str, side: str = "D") -> str:
    """The VAT of a line."""
    return f"<vat><vatID>1</vatID><vatPerc>21</vatPerc><vatAmnt>{amount}</vatAmnt><vatAmntTp>{side}</vatAmntTp></vat>"


def audit_file(
    transactions: Sequence[tuple[str, str, Sequence[str]]],
    version: str = "3.2",
    *,
    totals: str = "",
    currency: str = "EUR",
) -> bytes:
    """An audit file of (journal, number, lines), with contact data that nobody may keep."""
    booked = "".join(
        f"<journal><jrnID>{journal}</jrnID><desc>Dagboek</desc><jrnTp>P</jrnTp><transaction><nr>{number}</nr>"
        f"<desc>Boeking {number}</desc><periodNumber>9</periodNumber><trDt>2017-09-15</trDt>{''.join(lines)}"
        "</transaction></journal>"
        for journal, number, lines in transactions
    )
    address = "<streetAddress><streetname>Geheimstraat</streetname><postalCode>7000AA</postalCode></streetAddress>"
    relation = (
        "<customerSupplier><custSupID>C1</custSupID><custSupName>Voorbeeldleverancier 5</custSupName>"
        "<contact>Jan Geheim</contact><telephone>0314000000</telephone><eMail>jan@geheim.example</eMail>"
        f"{address if version == '3.2' else ''}<bankAccount><bankAccNr>NL00GEHEIM01</bankAccNr></bankAccount>"
        "</customerSupplier>"
    )
    accounts = "".join(
        f"<ledgerAccount><accID>{code}</accID><accDesc>{title}</accDesc><accTp>{kind}</accTp></ledgerAccount>"
        for code, title, kind in (
            ("1500", "Te vorderen btw", "B"), ("1600", "Crediteuren", "B"),
            ("4510", "Regio8", "P"), ("4600", "Kantoor &amp; post", "P"),
        )
    )  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><auditfile xmlns="{NAMESPACES[version]}"><header><fiscalYear>2017'
        f"</fiscalYear><startDate>2017-01-01</startDate><endDate>2017-12-31</endDate><curCode>{currency}</curCode>"
        "<dateCreated>2018-01-15</dateCreated><softwareDesc>Voorbeeld</softwareDesc><softwareVersion>1</softwareVersion>"
        f"</header><company><companyName>Voorbeeld</companyName><customersSuppliers>{relation}</customersSuppliers>"
        f"<generalLedger>{accounts}</generalLedger><openingBalance><linesCount>1</linesCount><totalDebit>5</totalDebit>"
        "<totalCredit>0</totalCredit><obLine><nr>1</nr><accID>1600</accID><amnt>5</amnt><amntTp>D</amntTp></obLine>"
        f"</openingBalance><transactions>{totals}{booked}</transactions></company></auditfile>"
    ).encode()


def payment(
    amount: str,
    name: str,
    text: str,
    *,
    reference: str,
    day: str = "2017-09-20",
    side: str = "CRDT",
    status: str = "BOOK",
) -> str:
    """One entry of a statement with one transaction, as version 2 has it."""
    return (
        f'<Ntry><NtryRef>{reference}</NtryRef><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>{status}'
        f"</Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef>"
        "<BkTxCd><Prtry><Cd>541</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId>"
        f"</Refs><RltdPties><Dbtr><Nm>{escape(name)}</Nm><PstlAdr><AdrLine>Geheimstraat 1</AdrLine></PstlAdr></Dbtr>"
        "<DbtrAcct><Id><IBAN>NL00GEHEIM0123456789</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>"
        f"{escape(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def statement(*entries: str, version: str = "02", sum_of: Decimal | None = None) -> bytes:
    """A bank statement of those entries."""
    namespace = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    summary = "" if sum_of is None else f"<TxsSummry><TtlCdtNtries><Sum>{sum_of}</Sum></TtlCdtNtries></TxsSummry>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{namespace}"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId>'
        "<CreDtTm>2017-10-01T06:00:00</CreDtTm></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>NL00SMART0000000001</IBAN></Id>"
        f"<Ccy>EUR</Ccy></Acct>{summary}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()
