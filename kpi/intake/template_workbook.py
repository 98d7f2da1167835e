"""The workbook to fill in: a sheet for each register with exactly its columns, lists, formats and explanations.

It imports as it is: nothing to store and no problems.
"""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpi.files import beside
from kpi.intake.recognise.sheet_names import Layout, layouts
from kpi.intake.values.listed_words import allowed_values
from kpi.language import N_, Words, words_of
from kpi.programme.plan import Programme
from kpi.programme.registers import Field, FieldKind
from kpi.programme.vocabulary import Text

ROWS_WITH_LISTS = 5_000
"""How far down the drop-downs and formats of columns go."""
EXPLANATION = Text(nl="Uitleg", en="Explanation")
LISTS = Text(nl="Lijsten", en="Lists")
FORMATS = {
    FieldKind.DATE: "dd-mm-yyyy",
    FieldKind.MONEY: "#,##0.00",
    FieldKind.INTEGER: "0",
    **dict.fromkeys(
        (FieldKind.CODE, FieldKind.PLAN_YEAR, FieldKind.TEXT, FieldKind.NAME, FieldKind.CHOICES, FieldKind.BUDGET_LINE),
        "@",
    ),
}
"""As text where a program would otherwise make a number or a date of it: codes, plan years."""
_HEAD = Font(bold=True, color="FFFFFF")
_REQUIRED, _OPTIONAL = PatternFill("solid", fgColor="1F4E5F"), PatternFill("solid", fgColor="5B7F8C")
HEADS = (N_("Sheet"), N_("Column"), N_("Required"), N_("What it is"), N_("Example"), N_("Values"))
NARROWEST, WIDEST = 12, 60


def write_template(programme: Programme, path: Path, language: str) -> None:
    """Write the workbook; sheets and columns have the programme's words, the explanation is in ``language``."""
    with beside(path) as part:
        template_book(programme, layouts(programme.sheets), words_of(language)).save(part)


def template_book(
    programme: Programme, known: Sequence[Layout], words: Words, *, rows: int = ROWS_WITH_LISTS
) -> Workbook:
    """The workbook with those sheets; their drop-downs go on for that many ``rows``."""
    book = Workbook()
    explanation = book.active
    assert isinstance(explanation, Worksheet)  # noqa: S101 - a new workbook has one
    explanation.title = words.say(EXPLANATION)
    _explain(programme, known, explanation, words)
    sheets = [(layout, book.create_sheet(layout.label)) for layout in known]
    lists = book.create_sheet(words.say(LISTS))
    for layout, sheet in sheets:
        _head_sheet(layout, sheet, words, programme.name.in_(words.language))
        for name, letter in column_letters(layout).items():
            _validate(programme, layout.register.field(name), sheet, f"{letter}2:{letter}{rows}", lists, words)
    lists.sheet_state = "hidden"
    book.active = 1
    return book


def _head_sheet(layout: Layout, sheet: Worksheet, words: Words, author: str) -> None:
    sheet.freeze_panes = "A2"
    for number, (name, column) in enumerate(layout.columns.items(), 1):
        field = layout.register.field(name)
        head = sheet.cell(1, number, column.label)
        head.font, head.fill = _HEAD, _REQUIRED if name in layout.required else _OPTIONAL
        head.comment = Comment(_note(layout, name, words), author, width=320, height=140)
        letter = column_letters(layout)[name]
        sheet.column_dimensions[letter].width = max(NARROWEST, len(column.label) + 4)
        sheet.column_dimensions[letter].number_format = FORMATS.get(field.kind, "General")


def column_letters(layout: Layout) -> dict[str, str]:
    """The letter of the column of each field."""
    return {name: get_column_letter(number) for number, name in enumerate(layout.columns, 1)}


def _note(layout: Layout, name: str, words: Words) -> str:
    column = layout.columns[name]
    lines = [column.help.in_(words.language), _necessity(layout, name, words)]
    if column.example:
        lines.append(words("Example: {example}", example=column.example))
    return "\n".join(line for line in lines if line)


def _necessity(layout: Layout, name: str, words: Words) -> str:
    if name in layout.required:
        return words("Required.")
    return words("Part of what tells rows apart.") if layout.register.field(name).key else ""


def _validate(programme: Programme, field: Field, sheet: Worksheet, where: str, lists: Worksheet, words: Words) -> None:
    """A drop-down (what isn't in it may still be typed: synonyms are understood) or a check on date or number."""
    values = allowed_values(programme, field)
    if values:
        rule = DataValidation(type="list", formula1=_listed(values, lists), allow_blank=True, showErrorMessage=False)
    elif field.kind is FieldKind.DATE:
        rule = DataValidation(type="date", operator="greaterThan", formula1="18264", allow_blank=True)
        rule.error = words("Type a date, as in 31-12-2017.")
    elif field.kind in (FieldKind.MONEY, FieldKind.NUMBER):
        rule = DataValidation(type="decimal", operator="greaterThan", formula1="-1000000000000", allow_blank=True)
        rule.error = words("Type a number, as in 1250,50.")
    elif field.kind is FieldKind.INTEGER:
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        rule.error = words("Type a whole number, as in 12.")
    else:
        return
    rule.errorStyle = "warning"
    sheet.add_data_validation(rule)
    rule.add(where)


def _listed(values: tuple[str, ...], lists: Worksheet) -> str:
    """The range of the sheet of lists that holds the values, which is written when it isn't there yet."""
    column = 0
    while lists.cell(1, column := column + 1).value is not None:
        if tuple(lists.cell(row, column).value for row in range(1, len(values) + 1)) == values:
            break
    for row, value in enumerate(values, 1):
        lists.cell(row, column, value)
    letter = get_column_letter(column)
    return f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(values)}"


def _explain(programme: Programme, known: Sequence[Layout], sheet: Worksheet, words: Words) -> None:
    """One line for each column of each sheet: what it is, whether it is required, an example, what may be chosen."""
    sheet.append([words("How to fill in this workbook: {name}", name=programme.name.in_(words.language))])
    sheet.append(
        [words("Fill in the sheets that you have something for; leave the others empty. Row 1 stays as it is.")]
    )
    sheet.append([])
    sheet.append([words(each) for each in HEADS])
    for layout in known:
        for name, column in layout.columns.items():
            field = layout.register.field(name)
            several = (
                [choice.label.nl for choice in programme.choices(field.options)]
                if field.kind is FieldKind.CHOICES
                else []
            )
            values = "; ".join(several) or ", ".join(allowed_values(programme, field))
            help_, needed = column.help.in_(words.language), _necessity(layout, name, words)
            label = words("{sheet} (may stay empty)", sheet=layout.label) if layout.register.also_in else layout.label
            sheet.append([label, column.label, needed, help_, column.example, values])
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[4]:
        cell.font, cell.fill = _HEAD, _REQUIRED
    for letter, width in zip("ABCDEF", (18, 24, 18, WIDEST, 24, WIDEST), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A5"
