"""Words by which a column beside an amount is part of it: its direction, currency, VAT, unit or status.

Such a column is read where its words are known, and asked about where they aren't: an amount without it is another
amount. Names and values are compared by letters and digits only.
"""

import re
from collections.abc import Iterable

from kpi.programme.comparable_names import name_key

DIRECTION, CURRENCY, VAT, UNIT, STATUS = "direction", "currency", "vat", "unit", "status"
_NAMES = {
    DIRECTION: """
afbij bijaf dc cd debetcredit creditdebet debitcredit creditdebit debcred dcindicator cdindicator afbijindicator
debetcreditindicator creditdebetindicator bijafindicator richting boekingsrichting plusmin teken sign direction
factuurcreditnota factuursoort soortfactuur factuurtype documenttype documentsoort soortdocument boekingstype
transactietype transactiesoort soortboeking invoicetype
""",
    CURRENCY: "valuta valutacode valutasoort munt muntsoort muntcode munteenheid currency currencycode ccy cur koers",
    VAT: """
btwcode btwpercentage btwperc btwpct btwtarief btwsoort btwtype inclexcl exclincl inclexclbtw inclusiefbtw btwinclusief
inclbtw exclbtw tarief belastingcode vatcode vatrate taxcode taxrate
""",
    UNIT: "eenheid eenheden unit units schaal scale factor vermenigvuldiger veelvoud duizendtallen x1000",
    STATUS: """
status betaalstatus factuurstatus boekingsstatus boekingstatus documentstatus orderstatus state storno gestorneerd
vervallen geannuleerd concept definitief verwerkt geboekt void voided cancelled canceled draft reversed
""",
}
_VALUES = {
    DIRECTION: {
        "out": "af uit uitgave",
        "in": "bij ontvangst",
        "debit": "d db deb debet debit dbit",
        "credit": "c cr cred credit crdt",
        "invoice": "factuur facturen inkoopfactuur verkoopfactuur invoice",
        "credit_note": "creditnota creditfactuur inkoopcreditnota verkoopcreditnota creditnote creditmemo",
    },
    CURRENCY: {
        "euro": "eur euro euros",
        "other": """
usd gbp chf dkk sek nok pln czk huf ron bgn jpy cny cad aud nzd inr try zar hkd sgd dollar dollars pond ponden pounds
""",
    },
    VAT: {
        "excluded": "excl exclusief exclbtw exclusiefbtw exclvat excluded",
        "included": "incl inclusief inclbtw inclusiefbtw inclvat included",
    },
    UNIT: {},
    STATUS: {
        "counts": """
definitief geboekt verwerkt betaald voldaan open openstaand goedgekeurd akkoord geaccordeerd verzonden final booked
posted paid approved sent
""",
        "void": """
storno gestorneerd concept conceptfactuur vervallen geannuleerd ingetrokken afgewezen afgekeurd teruggeboekt draft
void voided cancelled canceled reversed rejected
""",
    },
}
NAMES = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""The name of a column → what it says of the amounts."""
MEANINGS = {
    kind: {word: meaning for meaning, words in meanings.items() for word in words.split()}
    for kind, meanings in _VALUES.items()
}
"""By kind: a value of such a column → its meaning."""
FEW, SHORT = 6, 12
"""A column of so many different values, none of them longer, may be a code for something."""
_FIGURES = re.compile(r"[-+()€\d.,:/ %]*(?:\d{1,2}:\d{2})?")


def part_of_amount(name: str, values: Iterable[object]) -> tuple[str, bool]:
    """Return what a column says of the amounts beside it, and whether its words are known; empty when nothing.

    A column is taken by its name, or by values that are all known words of more than one letter. One with a single
    known word, or with a few short values, is ``asked``.

    >>> part_of_amount("D/C", ["D", "C"]), part_of_amount("soort", ["Factuur", "Creditnota"])
    (('direction', True), ('direction', True))
    >>> part_of_amount("valuta", ["peso"]), part_of_amount("btw-code", ["hoog"]), part_of_amount("klasse", ["A", "B"])
    (('currency', True), ('vat', False), ('asked', False))
    >>> part_of_amount("opmerking", ["nog met Jan overleggen"]), part_of_amount("saldo", ["1.250,00"])
    (('', False), ('', False))
    """
    texts = {str(value).strip() for value in values} - {""}
    words = set(map(name_key, texts))
    kind = NAMES.get(name_key(name), "")
    if kind and texts:
        return kind, kind == CURRENCY or bool(words & MEANINGS[kind].keys())
    for each, meanings in MEANINGS.items():
        if words and words <= meanings.keys() and all(len(word) > 1 for word in words):
            return each, True
    if any(len(word) > 1 and word in meanings for meanings in MEANINGS.values() for word in words):
        return "asked", False
    few = 0 < len(texts) <= FEW and all(len(text) <= SHORT for text in texts)
    return ("asked", False) if few and not all(map(_FIGURES.fullmatch, texts)) else ("", False)
