"""The guide to the programme file as a document: the chapters by hand, every key and recipe out of the models."""

import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from kpi.language import Words, words_of
from kpi.programme.lints.plan_lints import LINE_STATUSES, STATUSES
from kpi.programme.measure import ADD
from kpi.programme.registers import REGISTERS, FieldKind
from kpi.programme.toml_text import meaning
from kpi.programme.vocabulary import STRUCTURAL_LISTS, Amount, Declared, Number, Quantity, Share, Text, Whole
from tests.house.programme_guide.keys import Key, at, given, group_in, groups, keys, raw
from tests.house.programme_guide.mistakes import Mistake, mistakes_of
from tests.house.programme_guide.recipes import Recipe, recipes

HERE = Path(__file__).parent
DOCS = HERE.parents[2] / "docs"
DOCUMENTS = {"nl": DOCS / "programmabestand.md", "en": DOCS / "programme-file.md"}
SHOWN = 70
"""Signs of an example; a longer one is cut."""
TELLING = ("unknown", "negative", "wrong type", "too early", "too large", "twice", "empty", "missing")
"""Kinds of mistake, the one that tells most about a key first."""
SAID: dict[str, dict[str, str]] = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
KINDS = {
    "nl": {
        FieldKind.TEXT: "tekst", FieldKind.CODE: "nummer of code", FieldKind.NAME: "naam", FieldKind.DATE: "datum",
        FieldKind.MONEY: "bedrag", FieldKind.INTEGER: "geheel getal", FieldKind.NUMBER: "getal",
        FieldKind.YES_NO: "ja of nee", FieldKind.CHOICE: "een waarde", FieldKind.CHOICES: "een of meer waarden",
        FieldKind.PLAN_YEAR: "planjaar", FieldKind.BUDGET_LINE: "begrotingspost", FieldKind.INDICATOR: "indicator",
    },
    "en": {
        FieldKind.TEXT: "text", FieldKind.CODE: "number or code", FieldKind.NAME: "name", FieldKind.DATE: "date",
        FieldKind.MONEY: "amount", FieldKind.INTEGER: "whole number", FieldKind.NUMBER: "number",
        FieldKind.YES_NO: "yes or no", FieldKind.CHOICE: "a value", FieldKind.CHOICES: "one or more values",
        FieldKind.PLAN_YEAR: "plan year", FieldKind.BUDGET_LINE: "budget line", FieldKind.INDICATOR: "indicator",
    },
}  # fmt: skip


def document(language: str) -> str:
    """The whole guide in a language."""
    said, words = SAID[language], words_of(language)
    chapters = (HERE / f"chapters-{language}.md").read_text("utf-8").rstrip()
    parts = [chapters, f"## {said['recipes']}", *(_recipe(each, language, words) for each in recipes())]
    parts += [f"## {said['all']}", said["about"], *(_group(model, language, words) for model in groups())]
    parts += [f"## {said['registers']}", *(_register(name, language) for name in REGISTERS)]
    parts += [f"## {said['fixed']}", *_fixed()]
    return "\n\n".join(parts) + "\n"


def write() -> None:
    for language, path in DOCUMENTS.items():
        path.write_text(document(language), "utf-8", newline="\n")


def _recipe(recipe: Recipe, language: str, words: Words) -> str:
    lines = [f"### {recipe.question[language]}", "", "```toml", recipe.fragment, "```"]
    for name, table in recipe.tables.items():
        lines += [
            "",
            f"`{name}`:",
            "",
            _row(table[0]),
            _row(["---"] * len(table[0])),
            *(_row(row) for row in table[1:]),
        ]
    judged = f", {recipe.content['statuses'][recipe.status][language]}" if recipe.status else ""
    result = f"{SAID[language]['result']} {words.date(recipe.day)}: **{_result(recipe, words)}**{judged}."
    return "\n".join([*lines, "", " ".join(filter(None, (result, recipe.why[language])))])


def _result(recipe: Recipe, words: Words) -> str:
    value: Fraction = recipe.result
    unit = recipe.indicator["unit"]
    if unit == "share":
        return words.share(value)
    return words.money(value) if unit == "euro" else words.number(value)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"


def _group(model: type[Declared], language: str, words: Words) -> str:
    said, heads = SAID[language], SAID[language]["heads"].split("|")
    lines = [f"### {_heading(model)}", ""]
    lines += [f"{said['in']}: {', '.join(_homes(model)) or said['file']}.", ""]
    lines += [_row(heads), _row(["---"] * len(heads))]
    return "\n".join([*lines, *(_key(key, language, words) for key in keys() if key.model is model)])


def _heading(model: type[Declared]) -> str:
    return model.__name__


def _homes(model: type[Declared]) -> list[str]:
    """The keys of other groups in which it stands."""
    return [f"`{key.name}` ({key.model.__name__})" for key in keys() if key.group is model and key.model is not model]


def _key(key: Key, language: str, words: Words) -> str:
    said = SAID[language]
    means = meaning(key.model.__name__, key.name, language, key.info.description or "")
    needed = f" {said['required']}" if key.required else ""
    place = given().get(key.label)
    example = "" if place is None else _code(at(raw(place[0]), place[1]))
    return _row([f"`{key.name}`{needed}", means, what_belongs(key, language), example, _wrong(key, words)])


def what_belongs(key: Key, language: str) -> str:
    """The type of a key, and its unit, in words."""
    said, hint = SAID[language], get_type_hints(key.model, include_extras=True)[key.name]
    for alias, name in (
        (Amount, "euro"),
        (Share, "share"),
        (Quantity, "quantity"),
        (Whole, "whole"),
        (Number, "number"),
    ):
        if hint == alias or alias in get_args(hint):
            return said[name]
    group, many = group_in(hint), get_origin(hint) is tuple
    if group is Text:
        return said["words"]
    if get_origin(hint) is dict:
        return f"{said['named']}: [`{group.__name__}`](#{group.__name__.lower()})" if group else said["named"]
    if group:
        return f"{said['entries' if many else 'group']} [`{group.__name__}`](#{group.__name__.lower()})"
    return _plain(hint, said, many=many)


def _plain(hint: Any, said: dict[str, str], *, many: bool) -> str:
    options = [part for each in (hint, *get_args(hint)) if get_origin(each) is Literal for part in get_args(each)]
    if options:
        return f"{said['one']} {', '.join(f'`{each}`' for each in options)}"
    found = {each for each in _leaves(hint) if each in {str, int, bool, date, Decimal}}
    if many:
        return said["texts"] if str in found else said["numbers"]
    names = {str: "text", bool: "yes", date: "day", Decimal: "number", int: "whole"}
    return ", ".join(said[names[each]] for each in (Decimal, date, bool, int, str) if each in found)


def _leaves(hint: Any) -> list[Any]:
    return [hint, *(leaf for part in get_args(hint) for leaf in _leaves(part))]


def _wrong(key: Key, words: Words) -> str:
    """The mistake that tells most about a key, with the sentence that refuses it."""
    place = given().get(key.label)
    made = [] if place is None else [each for each in mistakes_of(key, *place) if each.kind != "misspelt"]
    made.sort(key=lambda each: TELLING.index(each.kind))
    for mistake in made:
        if mistake.answers:
            said = words.say(mistake.answers[0].sentence)
            return f"{_mistaken(mistake, words.language)}: {_short(said)}"
    return ""


def _short(sentence: str, most: int = 200) -> str:
    return sentence if len(sentence) <= most else sentence[:most].rsplit(" ", 1)[0] + " …"


def _mistaken(mistake: Mistake, language: str) -> str:
    if mistake.kind == "missing":
        return SAID[language]["left_out"]
    return _code(at(mistake.content, mistake.place))


def _code(value: object) -> str:
    text = written(value)
    return f"`{text if len(text) <= SHOWN else text[:SHOWN].rstrip() + ' …'}`"


def written(value: object) -> str:
    """A value as it stands in a programme file."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {written(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _register(name: str, language: str) -> str:
    said, register = SAID[language], REGISTERS[name]
    lines = [f"### `{name}` ", "", _row(said["fields"].split("|")), _row(["---"] * 4)]
    for field in register.fields:
        kind = KINDS[language][field.kind] + (f" ({said['refers']} `{field.refers}`)" if field.refers else "")
        marks = [said["key"]] if field.key else []
        marks += [said["needed"]] if field.required else []
        lines.append(_row([f"`{field.name}`", kind, f"`{field.options}`" if field.options else "", ", ".join(marks)]))
    for derived, parts in register.derived:
        named = ", ".join(f"`{part}`" for part in parts)
        lines.append(_row([f"`{derived}`", f"{KINDS[language][FieldKind.DATE]}: {said['first_of']} {named}", "", ""]))
    return "\n".join(lines)


def _fixed() -> list[str]:
    fixed = {**STRUCTURAL_LISTS, "statuses": STATUSES, "line_statuses": LINE_STATUSES, "add": tuple(ADD)}
    return ["\n".join(f"* `{name}`: {', '.join(f'`{each}`' for each in ids)}" for name, ids in fixed.items())]
