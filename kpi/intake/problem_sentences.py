"""The sentence for each code of a problem: what is wrong and what would be right."""

from typing import Literal

from kpi.language import N_

Severity = Literal["error", "warning"]

_ERRORS = {
    # the file as a whole
    "unreadable": N_("{file} can't be read as a spreadsheet; save it again as .xlsx and try that one."),
    "empty_file": N_("{file} is empty."),
    "unknown_type": N_("{file} is not a kind of file that can be imported; use .xlsx, .xls, .ods or .csv."),
    "wrong_type": N_(
        "{file} is not what its name says: the contents are {found}; give it the right extension or save it again."
    ),
    "encrypted": N_("{file} is protected by a password; save it without one and import it again."),
    "zip_bomb": N_("{file} unpacks to far more than a spreadsheet should and was not opened."),
    "too_large": N_("{file} is larger than {limit}; split it and import the parts together."),
    "too_many_cells": N_(
        "{file} has a sheet of more than {limit} cells; remove the empty columns and rows, or split it."
    ),
    "unsafe_xml": N_("{file} declares entities, which a spreadsheet doesn't need, and was not opened."),
    "unknown_letters": N_(
        "The letters with accents of {file} are in a code that isn't known for certain; save it as .xlsx or as CSV in "
        "UTF-8."
    ),
    "open_quote": N_(
        "{file} has a quotation mark that isn't closed, at line {row}; close or remove it, or save it as .xlsx."
    ),
    "already_imported": N_("{file} was already imported as revision {revision}; nothing was stored."),
    "given_twice": N_("{file} is the same file as {other}; give it once."),
    "nothing_recognised": N_(
        "No sheet of {file} was recognised; the sheets are {known}, and the template shows their columns."
    ),
    # sheets and columns
    "ambiguous_sheet": N_(
        "The columns of {sheet} fit more than one sheet: {known}; give the sheet one of these names."
    ),
    "no_header": N_("No row with column names was found in {sheet}; put {known} above the rows."),
    "months_without_year": N_(
        "The columns {known} of {sheet} are months without a year; say of which year they are (on the data page, or "
        "“--year 2018”)."
    ),
    "column_twice": N_("The column {column} stands twice in {sheet}, also as {other}; keep one of them."),
    "missing_column": N_("{sheet} lacks the required column {column}; add it. The closest that it has: {known}."),
    "amount_column": N_(
        "The column {column} (as in {examples}) may be part of the amounts; say on the data page whether it is read, "
        "which is remembered, or take it out of the file."
    ),
    "not_in_euros": N_(
        "“{value}” says that amounts of {sheet} aren't in whole euros; write them in euros, without those words."
    ),
    "includes_vat": N_(
        "“{value}” says that amounts of {sheet} are with VAT; give them without, and without those words."
    ),
    # a cell
    "required": N_("{column} is empty, and it is required; fill it in."),
    "label_blank": N_(
        "{column} is empty below {known}; fill it in, or say that an empty one is the one above it (tick that, or "
        "“--fill-down”)."
    ),
    "not_the_usual": N_(
        "{value} doesn't say what {column} is, and an empty cell there has a meaning of its own; fill in what it is, "
        "or empty the cell if that is meant."
    ),
    "error_cell": N_("{value} is the error of a formula; correct the formula or type the value."),
    "letters_lost": N_(
        "{value} has lost letters, where it shows �; export the file again, as .xlsx or as CSV in UTF-8."
    ),
    "number_lost": N_(
        "{value} is a long number that a spreadsheet program shortened, its last digits are lost; export it again, and "
        "open the file with {column} as text."
    ),
    "struck_cell": N_("{value} is struck through in a row that isn't; empty the cell, or undo that."),
    "merged_figure": N_(
        "{value} stands in merged cells; undo the merging, and write in each row its own value for {column}."
    ),
    "no_value": N_(
        "A formula without a computed value; open the file in a spreadsheet program, save it and import it again."
    ),
    "not_an_amount": N_("{value} is not an amount, such as 1250,00 or € 1.250,00."),
    "direction_unknown": N_("“{value}” doesn't tell whether the amount is added or taken off here; write Af or Bij."),
    "sign_twice": N_(
        "The amount has a minus and {column} says {value}, where others have no minus; write all of them in one way."
    ),
    "other_currency": N_("The amount is in {value}; give it in euros, with EUR in {column}."),
    "row_includes_vat": N_("{column} says {value}: the amount is with VAT; give it without."),
    "vat_unknown": N_("“{value}” doesn't tell whether the amount is with VAT; write excl in {column}."),
    "row_does_not_count": N_("{column} says {value}; take the row out, or correct {column} where the amount counts."),
    "status_unknown": N_("“{value}” in {column} doesn't tell whether the amount counts; write definitief."),
    "fraction_of_cent": N_("{value} has more than two decimals; an amount is in whole cents, as in 1250,50."),
    "ambiguous_number": N_("{value} can be read in two ways; write 1234 for a thousand or 1,23 for a decimal."),
    "negative": N_("{value} is negative, which {column} can't be."),
    "too_big": N_("{value} is larger than {column} can be."),
    "not_whole": N_("{value} is not a whole number, such as 12."),
    "not_a_number": N_("{value} is not a number, such as 12,5."),
    "percentage": N_("{value} is a percentage; {column} asks for a number."),
    "too_precise": N_("{value} has more than six decimals; round it."),
    "not_a_date": N_("{value} is not a date; write it as 31-12-2017."),
    "no_such_date": N_("{value} is a day that doesn't exist; write an existing one, as in 28-02-2018."),
    "weekday_differs": N_("{value} is no such weekday: {known} is another one; check the date."),
    "century_open": N_("{value} can be in {known} or {other}; write the year in four digits."),
    "date_without_day": N_("{value} lacks the day or the year; write it as 01-07-2017."),
    "number_as_date": N_("{value} is a number, not a date; give the cell a date format, or write it as 31-12-2017."),
    "date_out_of_range": N_("{value} lies outside {first} to {last}; check the year."),
    "not_yes_no": N_("{value} is neither ja nor nee; write one of them."),
    "not_in_list": N_("{value} is not one of the values of {column}: {known}."),
    "nearest_in_list": N_("{value} is not one of the values of {column}; did you mean {nearest}? All: {known}."),
    "unknown_plan_year": N_("{value} is not a plan year of the programme; it has {known}."),
    "unknown_indicator": N_("{value} is not an indicator or a declared measurement; closest: {known}."),
    "too_long": N_("The text in {column} is longer than {limit} characters; shorten it."),
    "not_a_text": N_("{value} is not a text; {column} asks for one."),
    "date_order": N_(
        "{value} may have day and month the wrong way round, as {known} has; write the dates as 31-12-2017."
    ),
    "date_swapped": N_(
        "{value} may have day and month the wrong way round: every real date in {column} has a day up to 12, and what "
        "has a later one stayed text, as {known}; write the dates as 31-12-2017, or open the export with "
        "Dutch settings."
    ),
    # a row
    "row_too_long": N_(
        "The row has more cells than the {n} names; put a value that holds the delimiter between quotation marks."
    ),
    "key_twice": N_(
        "Row {known} is the same {sheet} row with other values; keep the one that holds, or tell them apart."
    ),
    "number_twice": N_(
        "Row {known} has the same key with other values; number them apart, tick that lines are to be numbered "
        "(“--number-lines”), or keep the one that holds."
    ),
    "which_is_later": N_(
        "{known} has the same row with other values; give the files in their order and say so (“--order as-given”), "
        "or import the older one first."
    ),
    "no_amount": N_("The row has no amount; fill in at least one of {known}."),
    "amount_without_date": N_("{column} has an amount but no date; fill in {known}."),
    "closed_without_date": N_("A row with status {value} needs a date; fill in at least one of {known}."),
    "more_filled_than_positions": N_("{value} positions filled is more than the {known} there are."),
    "ends_before_start": N_("{column} ({value}) lies before {other} ({known}); check both dates."),
    "no_dates": N_("The row has no date; fill in at least one of {known}."),
    "order_of_several_rows": N_("{value} is an order of several rows; name the one that is meant: {known}."),
    "ambiguous_percentage": N_("{value} can be a share or a percentage here; write {known}."),
    "changed_since": N_(
        "The row was changed or retired after this workbook was made, and the workbook changes it too; download the "
        "current rows again and change it there, or correct it on the data page."
    ),
    "step_out_of_range": N_("{value} is not a step of execution; those are 1 to 5."),
    "unknown_replace": N_("{value} is not a sheet of the programme; it has {known}."),
    "replaced_but_rejected": N_(
        "{sheet} can't be replaced as a whole while rows of it are refused; correct them first."
    ),
    "sheet_not_given": N_("{value} was to be replaced, but none of the files has that sheet."),
    "more_errors": N_("{column}: {n} more of the same error."),
    "too_many_columns": N_("{file} has a sheet of more than {limit} columns; keep those that are needed."),
    # XML files
    "unreadable_xml": N_("{file} is no complete XML file; export it again and import that one."),
    "faulty_xml": N_(
        "{file} is no well-formed XML at line {line}, character {place}: it breaks off there, or holds a sign that XML "
        "can't; export it again and import that one."
    ),
    "saved_as_markup": N_(
        "{file} is an XML file that spreadsheet programs open, and no workbook; open it in one, save it as .xlsx and "
        "import that."
    ),
    "page_without_table": N_(
        "{file} is a web page without a table, such as a portal gives when it asks to sign in again; download the file "
        "anew, or save it as .xlsx."
    ),
    "unknown_xml": N_(
        "{file} is XML, but no audit file (XAF) and no bank statement (CAMT.053); export it as one of these."
    ),
    "audit_version": N_(
        "{file} is an audit file of version XAF {version}, and those from 2.0 on are read; export it as XAF 3.2."
    ),
    "audit_without_bookings": N_("{file} is an audit file without bookings; export it with transactions."),
    "audit_currency": N_("{file} is kept in {currency}; only audit files in EUR are read."),
    "not_a_statement": N_(
        "{file} is no bank statement as CAMT.053, MT940 or csv of ING, Rabobank, ABN AMRO or Triodos; export it as one."
    ),
    "faulty_mt940": N_("{file} looks like MT940, but can't be read as that; export it again, or as CAMT.053."),
    "bank_statement": N_(
        "{file} is a bank statement: confirm its payments on the data page, or with “smarthub payments”."
    ),
    # accounts
    "no_sheet_for_bookings": N_("{file} holds bookings, and this programme has no sheet for expenses."),
    "account_unmapped": N_(
        "Account {value} isn't tied to a budget line yet ({n} bookings, together {known}); do that once on the "
        "data page, or with “smarthub account”."
    ),
}
"""They keep a row or a file out."""
_WARNINGS = {
    # the file as a whole
    "nothing_changes": N_("Everything in these files was known already; no revision is made."),
    "no_rows": N_("There are no rows in these files; no revision is made."),
    # sheets and columns
    "macros_not_run": N_("{file} holds macros; they aren't run, and only what stands in the cells was read."),
    "unknown_sheet": N_("The sheet {sheet} is not known and was skipped; closest: {known}."),
    "unknown_column": N_("The column {column} (as in {examples}) is not known and was skipped; closest: {known}."),
    "one_for_all": N_("{column} is {value} in all rows of {sheet}, as was said."),
    "words_lacking": N_(
        "{column} holds words that its list lacks: {known}. Say once what they stand for: on the data page, or with "
        "“smarthub mapping” and “import --map”."
    ),
    "periods_turned": N_(
        "{sheet} has a column for each of {known}; each figure was read as a row of its own, a month by its last day."
    ),
    "read_as_direction": N_("{column} was read as what tells whether an amount is added or taken off."),
    "read_as_currency": N_("{column} was read as the currency of the amounts."),
    "read_as_vat": N_("{column} was read as what tells whether the amounts are with VAT."),
    "read_as_status": N_("{column} was read as what tells whether an amount counts."),
    "column_without_name": N_("There are values under a column without a name; they were skipped."),
    "personal_data": N_(
        "The column {column} looks like personal data and was dropped; the stored copy of the file lacks it too."
    ),
    "name_of_person": N_("The name of {file} looks like that of a person; it is kept as {value}."),
    "near_column": N_("The column {column} was read as {known}; give it that name, or say what it is."),
    "personal_value": N_(
        "The text in {column} holds {found}; that was taken out, also of the stored copy of the file."
    ),
    "ticks_only": N_(
        "{column} holds nothing but ticks, so a blank was read as no; write ja or nee where that isn't meant."
    ),
    "hidden_sheet": N_("The sheet {sheet} is hidden and was skipped; make it visible if it has to be read too."),
    "note_row": N_("“{value}” was taken for a note and skipped; fill in the other columns if it is a row."),
    "hidden_columns": N_("{sheet} has hidden columns, which were read like the others: {known}."),
    "struck_row": N_("The row is struck through and was left out; undo that if it counts."),
    "hidden_rows": N_("{sheet} has hidden rows ({n}); they were read like the others."),
    # a cell
    "two_digit_year": N_("{value} was read as {known}; write the year in four digits."),
    "time_left_out": N_("{column} holds times of the day, as in {value}; they were left out, the days were read."),
    "almost_midnight": N_(
        "{value} is less than a minute before midnight, as a conversion leaves it, and was read as {known}; "
        "so were others like it in {column}."
    ),
    "unlike_before": N_("Is {value} right? In {column} it was {known} until now."),
    "times_before": N_("Is {value} right? It was {known}: a digit or a point may have gone wrong."),
    "day_before": N_("Is {value} right? It was {known}: the day, the month or the year may have gone wrong."),
    "day_turned": N_(
        "Is {value} right? With day and month turned round, {known}, it goes better with what is around it."
    ),
    "unlike_beside": N_("Is {value} right? It doesn't go with {known} of this row as it does in earlier ones."),
    "same_in_all": N_("Is {value} right? {column} is the same in every new row, and never was."),
    "fewer_rows": N_("Is {sheet} whole? It has {n} rows here, and {known} are known; what it lacks stays as it is."),
    "labels_filled": N_("{column}: empty ones were read as the one above them, in so many rows: {n}."),
    "blank_amount": N_("{value} was read as an amount that isn't known, not as zero."),
    # a row
    "date_without_amount": N_("{column} has a date but no amount; the date is stored, and counts nothing."),
    "unknown_budget_line": N_("{value} is not a budget line; the row is stored as unallocated. Closest: {known}."),
    "unallocated_plan_year": N_(
        "{value} is not a plan year of the programme ({known}); the row is stored as unallocated."
    ),
    "date_outside_plan_years": N_("{value} lies in no plan year of the programme; the row is stored as unallocated."),
    "ineligible_without_reason": N_("The cost is not eligible, but {column} doesn't say why; add it."),
    "invoiced_outside_plan_year": N_("{value} lies outside plan year {known}; the cost may not be eligible for it."),
    "unknown_order": N_("No order {value} is known; closest: {known}. Nothing is taken off a commitment."),
    "unknown_organisation": N_("{value} is not a known organisation; the row is stored. Nearest known names: {known}."),
    "row_twice": N_("The same row stands earlier too (row {known}), with the same values; it is stored once."),
    "replaced_in_file": N_(
        "The same {sheet} row stands earlier too (row {known}), with other values; this later one holds."
    ),
    "total_row": N_("The row was taken for a total of those above it, and is no row of its own."),
    "total_differs": N_(
        "The total says {value}, but the rows above it add up to {known}; check that no row is missing."
    ),
    "date_moved_later": N_(
        "{column} moves from {known} to {value}: figures for earlier dates change; the earlier revision keeps them."
    ),
    "kept_since": N_(
        "The row was changed or retired after this workbook was made; the workbook has the old one, so nothing changes."
    ),
    "retired_row": N_("{value} isn't in the file, which replaces {sheet}; it is retired."),
    "more_warnings": N_("{column}: {n} more of the same warning."),
    # accounts
    "accounts_outside": N_(
        "{n} bookings, together {known}, stand on accounts that are no part of the programme: {value}."
    ),
    "entry_line_gone": N_(
        "Of entry {value} line {known} was recorded earlier and isn't here any more; retire it if it was moved."
    ),
    "entry_elsewhere": N_(
        "Entry {known} was recorded already, from another list; check that {value} isn't the same cost twice."
    ),
    # corrections by hand
    "correction_kept": N_("The file still holds what {known} corrected by hand ({reason}); the correction stays."),
    "correction_replaced": N_(
        "This replaces what {known} corrected by hand ({reason}), by something new; check which one is right."
    ),
}
"""The row is taken all the same."""
SENTENCES: dict[str, tuple[Severity, str]] = {
    **{code: ("error", sentence) for code, sentence in _ERRORS.items()},
    **{code: ("warning", sentence) for code, sentence in _WARNINGS.items()},
}
"""Code → severity and sentence."""
