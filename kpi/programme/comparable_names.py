"""Names in the form in which they are compared: letters and digits, without case, accents, spaces and punctuation."""

import unicodedata


def name_key(text: str) -> str:
    """The form under which names are compared and counted; never empty for a text that isn't blank.

    >>> name_key("Mécanique 066 B.V."), name_key("op_smarthub.nl"), name_key("Straße 1")
    ('mecanique066bv', 'opsmarthubnl', 'strasse1')
    >>> name_key(" ?! ")
    '?!'
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if letter.isalnum()) or text.strip()
