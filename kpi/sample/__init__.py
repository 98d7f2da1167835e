"""The sample: an invented history of the programme, as the workbooks that colleagues would have sent.

Everything is invented and recognisable as such (*Voorbeeldbedrijf 17*), but for the pledges of the early adopters,
which come from the programme file. Written anew by ``python -m kpi.sample``; always the same, cell by cell.
"""
