"""The largest files that are read: far above any year of the programme, far below what would bring the machine down."""

MIB = 1024 * 1024
MAX_FILE_BYTES = 50 * MIB
MAX_PAGE_BYTES = 10 * MIB
"""Of a web page, which is gone through sign by sign."""
MAX_PAGE_CELLS = 400_000
MAX_UNPACKED_BYTES = 600 * MIB
MAX_RATIO = 250
"""Unpacked over packed, of one part of at least ``RATIO_FROM`` bytes; a plain sheet stays under 100."""
RATIO_FROM = 10 * MIB
MAX_PARTS = 2_000
MAX_CELLS = 6_000_000
"""Of one sheet, as a rectangle from its first to its last cell: that is what reading it takes."""
MAX_MARKS = 500_000
"""Cells of a sheet with an error, or shown as something else than their number, in .xls, .xlsb and .ods."""
MAX_RECORDS = 5_000_000
"""Of an .xls or .xlsb, all its sheets together."""
MAX_PART_BYTES = 150 * MIB
"""Of one part of an .xlsb."""
MAX_TEXT_BYTES = 400 * MIB
"""Of the texts of a sheet together, where one stored text may stand in many cells."""
MAX_COLUMNS = 1_000
"""With something in them, in one of the first rows of a sheet."""
WIDEST = 16_384
"""Columns of a delimited text, empty ones too: as many as a sheet can have."""
DENSE_FROM = 100 * MIB
MAX_BYTES_A_CELL = 400
"""Of a worksheet's XML above ``DENSE_FROM``: more is text that no sheet of facts holds, and that takes memory twice."""
CHUNK = 1 * MIB
OVERLAP = 4_096
"""How much of a chunk is looked at again with the next: longer than any tag that is looked for."""
MAX_MERGED_ROWS = 10_000
"""So far down merged cells are filled."""
MAX_CELL_TEXT = 32_767
"""Characters in a cell of a workbook."""
