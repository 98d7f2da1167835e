"""A programme file is loaded whole or refused with all its faults: each case breaks one thing of the example."""

import tomllib
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from kpi.language import LOCALE, words_of
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.loading import LINTS, ProgrammeRefused, default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.programme.toml_text import programme_schema

EXAMPLE = Path(__file__).parents[1] / "programmes" / "stadslab-voorbeeld.toml"
Save = Callable[[str], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def written(text: str) -> Path:
        path = tmp_path / "programma.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def in_english(fault: ProgrammeFinding) -> str:
    return words_of("en").say(fault.sentence)


def refused(path: Path) -> ProgrammeRefused:
    with pytest.raises(ProgrammeRefused) as caught:
        load_programme(path)
    return caught.value


def changed(old: str, new: str) -> str:
    """The example with the first ``old`` replaced; it must be there."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


COUNT = (
    '{ register_name = "events", add = "rows", where = [{ field = "kind", equals = "open_day" }], dates = ["held_on"]'
)
MEASURE = "indicators.open_days.measure"
TERM = f"{MEASURE}.numerator[0]"
GOOD_COVERAGE = ("contributions", "organisation", "form", "cash", "received_on", "until")


def covered(position: int, value: str) -> tuple[str, str]:
    """The count of partners with a coverage of which one setting is another one."""
    parts = [value if place == position else part for place, part in enumerate(GOOD_COVERAGE)]
    clause = (
        'coverage = {{ register_name = "{}", match = ["{}"], field = "{}", values = ["{}"], date = "{}", '
        'window = {{ kind = "{}" }} }}'
    ).format(*parts)
    return (
        'numerator = [\n    { register_name = "organisations", add = "distinct", of = "name",',
        'numerator = [\n    { register_name = "contributions", add = "rows", dates = ["received_on"], '
        f'window = {{ kind = "until" }}, {clause} }},\n'
        '    { register_name = "organisations", add = "distinct", of = "name",',
    )


COVERAGE_KEY = "indicators.partners.measure.numerator[0].coverage"

GIFTS = '[sheets.gifts]\nlabel = "Giften"\nhelp = { nl = "a", en = "a" }\ncolumns = {}\n'
ADOPTER = '[[early_adopters]]\nname = "Voorbeeld"\nkind = "shop"\npledged = 1\nplan_year = "2022"\nsource = "x"\n'
ACTIVITY = '[[planned_activities]]\nname = { nl = "a", en = "a" }\nchapter = "1"\nbudget_line = "x"\nsource = "x"\n'
GRANT = '[[grants]]\nplan_year = "2022"\nbasis = "fixed"\nrate = 0.5\ncap = 1\n'
GRANT += 'grantor = { nl = "a", en = "a" }\nsource = "x"\n'
SEGMENTS = "".join(f'[[segments]]\nid = "{name}"\nphase = "evidence"\ngoal = 1\n' for name in "XY")

CASES = [
    ("ids are unique", 'id = "partners"', 'id = "open_days"', "indicators.open_days"),
    ("ids are unique", 'id = "guests"', 'id = "partners"', "figures.partners"),
    ("ids are unique", 'id = "noise"', 'id = "partners"', "side_measurements.partners"),
    ("ids are unique", 'id = "programme"', 'id = "furnishing"', "budgets.2022.lines.furnishing"),
    ("ids are unique", 'id = "public"', 'id = "workshop"', "lists.organisation_kind.workshop"),
    ("dates are in order", "ends = 2023-12-31", "ends = 2021-12-31", "ends"),
    ("dates are in order", "starts = 2023-01-01", "starts = 2022-12-31", "plan_years.2023.starts"),
    ("dates are in order", "ends = 2022-12-31", "ends = 2021-12-31", "plan_years.2022.ends"),
    (
        "targets are due one after the other",
        "due = 2022-12-31",
        "due = 2024-12-31",
        "indicators.days_to_place.targets[1].due",
    ),
    (
        "targets are due one after the other",
        "due = 2022-12-31",
        "due = 2021-12-31",
        "indicators.days_to_place.targets[0].due",
    ),
    (
        "dates are in order",
        'en = "public" } }',
        'en = "public" }, valid_from = 2023-01-01, valid_until = 2022-01-01 }',
        "lists.organisation_kind.public.valid_until",
    ),
    (
        "horizons can be told apart and hold every target",
        "[[plan_years]]",
        '[[horizons]]\nid = "2024"\nlabel = { nl = "Later", en = "Later" }\n\n[[plan_years]]',
        "horizons",
    ),
    (
        "what is named exists",
        'goal = 1\nphase = "evidence"',
        'goal = 9\nphase = "evidence"',
        "indicators.days_to_place.goal",
    ),
    ("what is named exists", 'phase = "evidence"', 'phase = "proof"', "indicators.days_to_place.phase"),
    (
        "what is named exists",
        "[[financing]]",
        '[[segments]]\nid = "X"\nphase = "evidence"\ngoal = 1\n[[financing]]',
        "segments.X.id",
    ),
    ("what is named exists", "[[financing]]", f"{ADOPTER}[[financing]]", "early_adopters.Voorbeeld.kind"),
    (
        "lists with a meaning in code are complete and not extended",
        '    { id = "in_kind", label = { nl = "spullen", en = "goods" } },\n',
        "",
        "lists.contribution_form.in_kind",
    ),
    (
        "lists with a meaning in code are complete and not extended",
        "measurement_kind = [",
        'measurement_kind = [\n    { id = "guess", label = { nl = "gok", en = "guess" } },',
        "lists.measurement_kind.guess",
    ),
    (
        "targets, levels and kinds fit each other",
        "targets = [{ value = 75, due = 2022-12-31 }, { value = 60, due = 2023-12-31 }]",
        "targets = []",
        "indicators.days_to_place.targets",
    ),
    (
        "targets, levels and kinds fit each other",
        "lower_is_better = true",
        'lower_is_better = true\nlevels = [{ year = 2022, value = 80, assumed = true, source = "x" }]',
        "indicators.days_to_place.levels",
    ),
    (
        "targets, levels and kinds fit each other",
        "lower_is_better = true",
        "lower_is_better = true\nrecurring = true",
        "indicators.days_to_place.recurring",
    ),
    (
        "targets, levels and kinds fit each other",
        "targets = [{ value = 12, due = 2023-12-31 }]",
        "targets = [{ value = 12, due = 2022-12-31 }, { value = 14, due = 2023-12-31 }]",
        "indicators.open_days.targets[1]",
    ),
    (
        "targets, levels and kinds fit each other",
        "levels = [{ year = 2022",
        "levels = [{ year = 2023",
        "indicators.open_days.levels[0].year",
    ),
    (
        "targets, levels and kinds fit each other",
        "{ value = 75, due",
        "{ value = 95, due",
        "indicators.days_to_place.targets[0].value",
    ),
    (
        "targets, levels and kinds fit each other",
        "recurring = true",
        "recurring = true\nrelative = true",
        "indicators.open_days.relative",
    ),
    (
        "targets, levels and kinds fit each other",
        "recurring = true",
        "recurring = true\nminimum_denominator = 5",
        "indicators.open_days.minimum_denominator",
    ),
    (
        "targets, levels and kinds fit each other",
        "lower_is_better = true",
        "lower_is_better = true\ngoal_months = 12",
        "indicators.days_to_place.goal_months",
    ),
    (
        "targets, levels and kinds fit each other",
        "recurring = true",
        "goal_months = 12",
        "indicators.open_days.goal_months",
    ),
    ("the phases whose pace is watched exist", "[thresholds]", '[pace]\nahead = "fun"\n\n[thresholds]', "pace.ahead"),
    ("thresholds are shares in order", "attention = 0.80", "attention = 0.97", "thresholds.attention"),
    ("every status has words", 'attention = { nl = "let op", en = "watch" }\nbehind', "behind", "statuses.attention"),
    ("what is required is filled in", 'nl = "gemist"', 'nl = " "', "statuses.missed.nl"),
    (
        "every status has words",
        'within = { nl = "past"',
        'inside = { nl = "past"',
        "line_statuses.within, line_statuses.inside",
    ),
    ("the time zone exists", "plan_date = 2021-12-01", 'plan_date = 2021-12-01\ntime_zone = "Achterhoek"', "time_zone"),
    ("sums agree", "amount = 5000", "amount = 4000", "budgets.2022.lines.furnishing.amount"),
    ("sums agree", "amount = 15000", "amount = 15001", "budgets.2022.total"),
    (
        "sums agree",
        "calculation = [100, 200]",
        "calculation = [100, 20]",
        "budgets.2022.lines.furnishing.parts[0].calculation",
    ),
    ("sums agree", "total_budget = 90000", "total_budget = 90001", "total_budget"),
    ("sums agree", "number = 2", "number = 3", "budgets.2022.lines.programme.number"),
    (
        "what if moves what exists",
        "[[outputs]]",
        '[what_if]\nmembers = ["nobody"]\n\n[[outputs]]',
        "what_if.members[0]",
    ),
    (
        "what is spent by output has one",
        'number = 1\ntitle = { nl = "Inrichting"',
        'number = 1\nspent = "per_output"\ntitle = { nl = "Inrichting"',
        "budgets.2022.lines.furnishing.spent",
    ),
    (
        "later budgets keep their lines",
        "[[outputs]]",
        """[[budgets]]
plan_year = "2022"
approved_on = 2022-05-01
total = 15000
source = "Voorbeeldbesluit"
lines = [
    { id = "programme", number = 1, title = { nl = "Kalender", en = "Calendar" }, amount = 15000, source = "Besluit" },
]

[[outputs]]""",
        "budgets.2022 (2022-05-01).lines",
    ),
    ("money names plan years and lines that exist", 'line = "programme"', 'line = "catering"', "outputs.courses.line"),
    (
        "money names plan years and lines that exist",
        '[[financing]]\nplan_year = "2022"',
        '[[financing]]\nplan_year = "2030"',
        "financing.2030.plan_year",
    ),
    (
        "money names plan years and lines that exist",
        "[[financing]]",
        f"{ACTIVITY}[[financing]]",
        "planned_activities[0].budget_line",
    ),
    (
        "grants can come about",
        "[[financing]]",
        f"{GRANT}budget_approved_on = 2022-05-01\n[[financing]]",
        "grants.2022.budget_approved_on, grants.2022.plan_year",
    ),
    (
        "sheets cover what is required",
        'kind = { label = "wat",',
        'municipality = { label = "wat",',
        "sheets.organisations.columns.kind",
    ),
    ("sheets cover what is required", "member_until = {", "member_til = {", "sheets.organisations.columns.member_til"),
    ("sheets cover what is required", "event_kind = [", "kind_of_event = [", "lists.event_kind"),
    ("sheets cover what is required", "[[indicators]]", f"{GIFTS}\n[[indicators]]", "sheets.gifts"),
    (
        "headers and list values can be told apart",
        'label = "Geldpot"',
        'label = "Partner-lijst"',
        "sheets.contributions",
    ),
    (
        "headers and list values can be told apart",
        'visitors = { label = "gasten"',
        'visitors = { label = "Wát"',
        "sheets.events.columns.visitors",
    ),
    (
        "headers and list values can be told apart",
        'synonyms = ["atelier"]',
        'synonyms = ["openbaar"]',
        "lists.organisation_kind.public",
    ),
    (
        "headers and list values can be told apart",
        'nl = "Kalender", en',
        'nl = "furnishing", en',
        "budgets.2022.lines.programme",
    ),
    ("defaults fit their column", 'default = "open_day"', 'default = "party"', "sheets.events.columns.kind.default"),
    (
        "defaults fit their column",
        'default = "open_day"',
        'default_field = "what"',
        "sheets.events.columns.kind.default_field",
    ),
    (
        "defaults fit their column",
        '["invoiced_on"] }',
        '["amount"] }',
        "sheets.expenses.columns.plan_year.default_plan_year_of[0]",
    ),
    (
        "defaults fit their column",
        'default = "open_day"',
        'default_when = [{ when = { field = "name", equals = "x" } }]',
        "sheets.events.columns.kind.default_when[0]",
    ),
    (
        "defaults fit their column",
        'default = "open_day"',
        'default_when = [{ when = { field = "nam", equals = "x" }, value = "party" }]',
        "sheets.events.columns.kind.default_when[0].when.field, sheets.events.columns.kind.default_when[0].value",
    ),
    (
        "defaults fit their column",
        'default = "open_day"',
        'default_when = [{ when = { field = "name", equals = "x" }, field = "sort" }]',
        "sheets.events.columns.kind.default_when[0].field",
    ),
    (
        "defaults fit their column",
        'default = "open_day"',
        'required_unless = { field = "kind", equals = "party" }',
        "sheets.events.columns.kind.required_unless.equals",
    ),
    ("measures read what exists", COUNT, COUNT.replace("events", "parties"), f"{TERM}.register_name"),
    ("measures read what exists", COUNT, COUNT.replace("events", "vacancies"), f"{TERM}.register_name"),
    ("measures read what exists", COUNT, COUNT.replace('"rows"', '"rows", of = "name"'), f"{TERM}.of"),
    ("measures read what exists", COUNT, COUNT.replace('"rows"', '"sum"'), f"{TERM}.of"),
    ("measures read what exists", COUNT, COUNT.replace('"rows"', '"sum", of = "name"'), f"{TERM}.of"),
    ("measures read what exists", COUNT, COUNT.replace('"rows"', '"sum", of = "guests"'), f"{TERM}.of"),
    ("measures read what exists", COUNT, COUNT.replace('"rows"', '"distinct", of = "series"'), f"{TERM}.of"),
    ("measures read what exists", COUNT, COUNT.replace('field = "kind"', 'field = "sort"'), f"{TERM}.where[0].field"),
    (
        "measures read what exists",
        COUNT,
        COUNT.replace('field = "kind"', 'field = "name.kind"'),
        f"{TERM}.where[0].field",
    ),
    ("measures read what exists", COUNT, COUNT.replace("open_day", "party"), f"{TERM}.where[0].equals"),
    (
        "measures read what exists",
        COUNT,
        COUNT.replace('equals = "open_day"', 'none_of = ["party"]'),
        f"{TERM}.where[0].none_of[0]",
    ),
    ("measures read what exists", COUNT, COUNT.replace('equals = "open_day"', "yes = true"), f"{TERM}.where[0].yes"),
    ("measures read what exists", COUNT, COUNT.replace('equals = "open_day"', "above = 3"), f"{TERM}.where[0].above"),
    (
        "measures read what exists",
        COUNT,
        COUNT.replace('equals = "open_day"', 'listed_in = "towns"'),
        f"{TERM}.where[0].listed_in",
    ),
    ("measures read what exists", COUNT, COUNT.replace(', equals = "open_day"', ""), f"{TERM}.where[0]"),
    ("measures read what exists", COUNT, COUNT.replace(" }]", ", filled = true }]"), f"{TERM}.where[0]"),
    (
        "measures read what exists",
        COUNT,
        COUNT.replace('"kind", equals', '"visitors", equals'),
        f"{TERM}.where[0].equals",
    ),
    ("measures read what exists", COUNT, COUNT.replace('"rows"', '"rows", scope = "in_town"'), f"{TERM}.scope"),
    ("measures read what exists", COUNT, COUNT.replace('["held_on"]', '["kind"]'), f"{TERM}.dates[0]"),
    ("measures read what exists", COUNT, COUNT.replace(', dates = ["held_on"]', ""), f"{TERM}.dates"),
    (
        "measures read what exists",
        '["member_since", "member_until"]',
        '["member_since"]',
        "indicators.partners.measure.numerator[0].dates",
    ),
    (
        "measures read what exists",
        '["member_since", "member_until"]',
        '["approached_on", "member_until"]',
        "indicators.partners.measure.numerator[0].dates[0]",
    ),
    (
        "measures read what exists",
        'window = { kind = "year" }',
        'window = { kind = "months" }',
        f"{TERM}.window.months",
    ),
    (
        "measures read what exists",
        'window = { kind = "year" }',
        'window = { kind = "year", months = 2 }',
        f"{TERM}.window.months",
    ),
    ("measures read what exists", 'window = { kind = "year" }', 'window = { kind = "since" }', f"{TERM}.window.since"),
    (
        "measures read what exists",
        'measurement = "days_to_place"',
        'measurement = "smell"',
        "indicators.days_to_place.measure.measurement",
    ),
    (
        "measures read what exists",
        '\nmeasurement = "days_to_place"',
        "",
        "indicators.days_to_place.measure.measurement",
    ),
    ("measures read what exists", 'kind = "count"', 'kind = "ratio"', f"{MEASURE}.denominator"),
    ("measures read what exists", 'kind = "count"', 'kind = "count"\nmeasurement = "noise"', f"{MEASURE}.measurement"),
    ("measures read what exists", *covered(0, "videos"), f"{COVERAGE_KEY}.register_name"),
    ("measures read what exists", *covered(1, "name"), f"{COVERAGE_KEY}.match[0]"),
    ("measures read what exists", *covered(2, "shape"), f"{COVERAGE_KEY}.field"),
    ("measures read what exists", *covered(3, "gold"), f"{COVERAGE_KEY}.values[0]"),
    ("measures read what exists", *covered(4, "form"), f"{COVERAGE_KEY}.date"),
    ("measures read what exists", *covered(5, "in_force"), f"{COVERAGE_KEY}.window.kind"),
    ("cells of the framework stand there once", "[[financing]]", f"{SEGMENTS}[[financing]]", "segments.Y"),
    (
        "units fit what is added up",
        'unit = "count"\nnoun = { nl = "open dagen"',
        'unit = "euro"\nnoun = { nl = "open dagen"',
        "indicators.open_days.unit",
    ),
    (
        "windows fit the kind of indicator",
        'window = { kind = "year" }',
        'window = { kind = "until" }',
        f"{TERM}.window.kind",
    ),
    (
        "what is delivered is counted by plan year",
        'kind = "plan_year"',
        'kind = "until"',
        "outputs.courses.measure.numerator[0].window.kind",
    ),
    (
        "measures can change",
        COUNT,
        COUNT.replace('[{ field = "kind", equals = "open_day" }]', '[{ field = "held_on", above = 2050-01-01 }]'),
        f"{TERM}.where[0].above",
    ),
    (
        "no year is paid for more than once",
        "cofinancing_planned = 40000",
        "cofinancing_planned = 4000000",
        "financing.2022.cofinancing_planned",
    ),
    (
        "sheets have names that spreadsheets can have",
        'label = "Kalender"',
        'label = "Kalender/agenda"',
        "sheets.events.label",
    ),
    (
        "what stands beside an indicator exists",
        'beside = ["guests"]',
        'beside = ["crowds"]',
        "indicators.open_days.beside[0]",
    ),
    (
        "what stands beside an indicator exists",
        'splits = ["kind"]',
        'splits = ["colour"]',
        "indicators.open_days.splits[0]",
    ),
]


@pytest.mark.parametrize(("lint", "old", "new", "keys"), CASES)
def test_a_lint_names_the_place_of_what_is_broken(save: Save, lint: str, old: str, new: str, keys: str) -> None:
    text = changed(old, new)
    programme = Programme.model_validate(tomllib.loads(text, parse_float=Decimal))
    (check,) = [each.check for each in LINTS if each.name == lint]
    found = list(dict.fromkeys(each.key for each in check(programme)))
    assert found == keys.split(", ")
    assert set(found) <= {fault.key for fault in refused(save(text)).faults}


def test_every_lint_is_seen_to_find_something() -> None:
    assert {case[0] for case in CASES} == {lint.name for lint in LINTS}


def test_a_fault_in_a_scope_is_told_once_at_the_scope(save: Save) -> None:
    text = changed("[[indicators]]", '[scopes]\nquiet = [{ field = "shape", yes = true }]\n\n[[indicators]]')
    text = text.replace('add = "rows",', 'add = "rows", scope = "quiet",')
    assert [fault.key for fault in refused(save(text)).faults] == ["scopes.quiet[0].field"]


def test_all_faults_are_told_at_once_in_both_languages(save: Save) -> None:
    refusal = refused(save(changed("total_budget = 90000", "total_budget = 1").replace('"watch"', '" "', 1)))
    assert [(refusal.values["file"], f.key, in_english(f)) for f in refusal.faults] == [
        ("programma.toml", "statuses.attention.en", "The words of this language are missing."),
        ("programma.toml", "total_budget", "This says 1, but what it consists of adds up to 90000."),
    ]
    assert refusal.sentence(words_of("nl")).splitlines() == [
        "Het programmabestand programma.toml is pas bruikbaar als dit is hersteld (in totaal 2):",
        "programma.toml: statuses.attention.en: De woorden in deze taal ontbreken.",
        "programma.toml: total_budget: Hier staat 1, maar de onderdelen zijn samen 90000.",
    ]
    assert str(refusal).splitlines() == [
        "The programme file programma.toml can't be used until this is put right (2 in all):",
        "statuses.attention.en: The words of this language are missing.",
        "total_budget: This says 1, but what it consists of adds up to 90000.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        (
            "recurring = true",
            "recuring = true",
            "indicators.open_days.recuring",
            "There is no setting of that name here. Did you mean recurring?",
        ),
        ('version = "1"\n', "", "version", "This is missing."),
        (
            'kind = "yearly"',
            'kind = "monthly"',
            "indicators.open_days.kind",
            "“monthly” can't be used here: it takes one of 'stock', 'yearly', 'rate'.",
        ),
        (
            "levels = [{ year = 2022",
            'levels = [{ year = "soon"',
            "indicators.open_days.levels[0].year",
            "“soon” can't be used here: it takes a whole number.",
        ),
    ],
)
def test_a_value_of_the_wrong_shape_is_told_with_its_place(
    save: Save, old: str, new: str, key: str, message: str
) -> None:
    faults = refused(save(changed(old, new))).faults
    assert [(fault.key, in_english(fault)) for fault in faults] == [(key, message)]


def test_a_text_that_is_no_toml_is_told_with_its_line(save: Save) -> None:
    (fault,) = refused(save('id = "x"\nname = nothing\n')).faults
    assert fault.key == ""
    assert in_english(fault).startswith("Line 2 isn't valid TOML (Invalid value); look there")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "programma.toml"
    path.write_bytes("id = 'é'".encode("cp1252"))
    assert [in_english(fault) for fault in refused(path).faults] == ["The file isn't text in UTF-8; save it as UTF-8."]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    _, fault = refused(tmp_path / "weg.toml").sentence(words_of("en")).splitlines()
    assert fault == "weg.toml: The file can't be read: No such file or directory."


def test_both_programmes_load_and_carry_the_checksum_of_their_file() -> None:
    for path in (default_programme_path(), EXAMPLE):
        assert load_programme(path).fingerprint == sha256(path.read_bytes()).hexdigest()


def test_amounts_and_shares_are_read_exactly(save: Save) -> None:
    programme = load_programme(save(changed("budget_attention = 0.85", "budget_attention = 0.1000000000000000000001")))
    assert programme.thresholds.budget_attention == Decimal("0.1000000000000000000001")


def test_another_programme_differs_in_years_goals_direction_sheets_and_words() -> None:
    other = load_programme(EXAMPLE)
    assert [(year.id, year.starts.month, year.ends.month) for year in other.plan_years] == [
        ("2022", 1, 12),
        ("2023", 1, 12),
    ]
    assert [goal.id for goal in other.goals] == [1, 2, 3]
    days = other.indicator("days_to_place")
    assert (days.lower_is_better, days.baseline, [target.value for target in days.targets]) == (True, 90, [75, 60])
    assert list(other.sheets) == ["organisations", "events", "contributions", "expenses", "measurements"]
    assert other.sheets["expenses"].columns["amount"].label == "kosten"
    assert (other.grants, other.grant("2022")) == ((), None)


def test_every_sentence_about_a_programme_file_has_its_dutch() -> None:
    with (LOCALE / "nl" / "programme.po").open("rb") as stream:
        dutch = {message.id for message in read_po(stream, locale="nl") if message.id and message.string}
    folder = default_programme_path().parents[2] / "kpi" / "programme"
    assert dutch == sentences_of(folder)


def sentences_of(folder: Path) -> set[str]:
    """The source sentences marked in the modules of a folder."""
    found = extract_from_dir(str(folder), keywords={"N_": None, "say": None})
    return {message for _, _, message, _, _ in found if isinstance(message, str)}


def test_the_schema_names_every_key_of_a_programme_file_and_explains_them() -> None:
    """Every key that a shipped file has is one of its part of the schema; what a model says of a field stands there."""
    schema = programme_schema("en")
    raw = tomllib.loads(default_programme_path().read_text("utf-8"))
    assert set(raw) <= set(schema["properties"])
    parts = {"goals": "Goal", "plan_years": "PlanYear", "grants": "Grant", "outputs": "Output"}
    for name, part in (*parts.items(), ("indicators", "Indicator")):
        assert {key for entry in raw[name] for key in entry} <= set(schema["$defs"][part]["properties"])
    assert "fingerprint" not in schema["properties"]
    assert schema["$defs"]["Target"]["properties"]["agreed"]["description"].startswith("True where the steering group")
