"""Every form of a value that Dutch offices write: what it means, or why it is refused."""
# ruff: noqa: E501 - tables of cases, a case a line

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.intake.formats.cells import ErrorCell, Merged, NoValue, Percent, Raw, Struck
from kpi.intake.problem_sentences import SENTENCES
from kpi.intake.unreadable import Doubt, Fault, Meaning
from kpi.intake.values.converters import converter
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS

D = datetime.date(2017, 7, 1)


def read(programme: Programme, register: str, field: str, raw: Raw) -> object:
    meaning: Meaning = converter(programme, REGISTERS[register].field(field))[raw]
    if isinstance(meaning, Fault):
        return meaning.code
    return (meaning.value, meaning.fault.code) if isinstance(meaning, Doubt) else meaning


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("€ 5.000,-", 500000), ("€5.000,–", 500000), ("5.000,=", 500000), ("(1.250,00)", -125000),
        ("1.250,00-", -125000), ("-/- 500", -50000), ("1.234", 123400), ("1 250,00", 125000), (1.234, "fraction_of_cent"),
        ("1\u00a0250,50", 125050), ("€\u00a033.120", 3312000), ("12.50", 1250), ("1,234.50", 123450), (0.0, 0),
        ("1,234", "ambiguous_number"), ("5k", "not_an_amount"), ("12,345678", "fraction_of_cent"),
        (1056.07, 105607), (0.1 + 0.2, 30), (Percent(0.5), "percentage"), (True, "not_an_amount"), (float("nan"), "not_an_amount"),
        ("", None), (None, None), ("  ", None), ("-", (None, "blank_amount")), ("pm", (None, "blank_amount")),
        ("n.v.t.", (None, "blank_amount")), ("#N/B", "error_cell"), (ErrorCell("#VERW!"), "error_cell"), (NoValue(), "no_value"),
        (1e18, "too_big"), (9.999e307, "too_big"), (10**400, "too_big"), (float("inf"), "too_big"), ("€ --5", "not_an_amount"), ("٣", "not_an_amount"),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_cents_or_refused(programme: Programme, raw: Raw, expected: object) -> None:
    assert read(programme, "expenses", "amount", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (D, D), (datetime.datetime(2017, 7, 1), D), ("1-7-2017", D), ("01/07/2017", D), ("1.7.2017", D), ("1 juli 2017", D),
        ("zaterdag 1 juli 2017", D), ("1-jul-2017", D), ("2017-07-01", D), ("2017-07-01T00:00:00", D), ("1-7-2017 0:00", D),
        ("01/07/17", (D, "two_digit_year")), ("jul-17", "date_without_day"), ("2017", "date_without_day"),
        ("31-02-2017", "no_such_date"), ("07/31/2017", "no_such_date"), (42917.0, "number_as_date"), ("42917", "number_as_date"),
        (datetime.datetime(2017, 7, 1, 12, 30), (D, "time_left_out")), ("1-7-2017 12:30", (D, "time_left_out")), ("morgen", "not_a_date"),
        ("01/07/2017 2:15 PM", (D, "time_left_out")), ("1 juli 2017, om 14:15 uur", (D, "time_left_out")), ("1-7-2017 12:00 am", D), ("1-7-2017 12:00 p.m.", (D, "time_left_out")),
        ("1-7-2017 25:00", "not_a_date"), ("1-7-2017 13:00 PM", "not_a_date"), ("1-7-2017 9:60", "not_a_date"), ("31/02/2017 09:15", "no_such_date"),
        ("01/07/17 09:15", (D, "two_digit_year")), ("12:30", "not_a_date"), ("1-7-2017 9:15 +99:00", "not_a_date"),
        ("20170701", D), (20170701.0, D), (20170701, D), ("20170701,0", D), ("20171301", "no_such_date"), ("10170701", "number_as_date"), (201707.0, "number_as_date"),
        (20170701.5, "number_as_date"), (float("inf"), "number_as_date"), (float("nan"), "number_as_date"), ("01/07/1017", "date_out_of_range"),
        (datetime.datetime(2017, 6, 30, 23, 59, 12), (D, "almost_midnight")), (datetime.datetime(2017, 7, 1, 0, 0, 43), D), (datetime.datetime(2017, 7, 1, 23, 59), (D, "time_left_out")),
        (datetime.datetime(9999, 12, 31, 23, 59, 59), "date_out_of_range"), ("2017-07-01 23:59:30", (D, "time_left_out")),
        (datetime.date(1899, 12, 31), "date_out_of_range"), ("pm", None), ("n.v.t.", None),
    ],
)  # fmt: skip
def test_a_date_is_certain_or_refused(programme: Programme, raw: Raw, expected: object) -> None:
    assert read(programme, "expenses", "invoiced_on", raw) == expected


@pytest.mark.parametrize(
    ("register", "field", "raw", "expected"),
    [
        ("vacancies", "smart_industry", "✓", True), ("vacancies", "smart_industry", "ONWAAR", False),
        ("vacancies", "smart_industry", 1.0, True), ("vacancies", "smart_industry", "0", False),
        ("vacancies", "smart_industry", "misschien", "not_yes_no"),
        ("vacancies", "positions", 3.0, 3), ("vacancies", "positions", "2,5", "not_whole"), ("vacancies", "positions", -1.0, "negative"),
        ("vacancies", "status", "Niet_Vervuld", "not_filled"), ("vacancies", "status", "vervult", "nearest_in_list"),
        ("activities", "segments", "II;I", ";I;II;"), ("activities", "segments", "I, III", ";I;III;"),
        ("activities", "segments", "I;VII", "nearest_in_list"), ("activities", "target_groups", 1.0, ";1;"),
        ("contributions", "plan_year", "2017/2018", "2017-2018"), ("contributions", "plan_year", "2017-18", "2017-2018"),
        ("contributions", "plan_year", 2017.0, "unknown_plan_year"), ("contributions", "pledged", "-5", "negative"),
        ("contributions", "reference", 12.0, "12"), ("contributions", "reference", "0012", "0012"),
        ("expenses", "hours", "7,5", 7_500_000), ("expenses", "description", "n.v.t.", None),
        ("measurements", "indicator", "Portal_in_use", "portal_in_use"), ("measurements", "indicator", "zomaar iets", "unknown_indicator"),
        ("measurements", "value", "90%", Percent(0.9)),
        ("expenses", "entry", "2,01709E+13", "number_lost"), ("expenses", "entry", "2.01709e+13", "number_lost"), ("expenses", "entry", "2E+16", "number_lost"),
        ("expenses", "entry", 2.0170900000001e17, "number_lost"), ("expenses", "entry", 201709000000012.0, "201709000000012"), ("expenses", "entry", "12E5", "12E5"),
        ("expenses", "amount", "1,5E+06", "number_lost"), ("expenses", "hours", "1,5E+06", "number_lost"), ("expenses", "description", "2,01709E+13", "2,01709E+13"),
    ],
)  # fmt: skip
def test_other_kinds_of_values_are_read_or_refused(
    programme: Programme, register: str, field: str, raw: Raw, expected: object
) -> None:
    assert read(programme, register, field, raw) == expected


def test_true_and_one_are_not_confused_where_a_number_is_asked(programme: Programme) -> None:
    positions = converter(programme, REGISTERS["vacancies"].field("positions"))
    assert [type(positions[raw]).__name__ for raw in ("WAAR", 1.0)] == ["Fault", "int"]


@pytest.mark.parametrize(
    ("raw", "zone", "expected"),
    [
        ("2017-06-30T22:00:00.000Z", "Europe/Amsterdam", D), ("2017-06-30T22:00:00Z", "UTC", (datetime.date(2017, 6, 30), "time_left_out")),
        ("2017-07-01T14:32:00+02:00", "Europe/Amsterdam", (D, "time_left_out")), ("2017-06-30 20:30 -0400", "Europe/Amsterdam", (D, "time_left_out")),
        ("2017-06-30 22:00 UTC", "Europe/Amsterdam", D), ("2017-01-01T23:30Z", "Europe/Amsterdam", (datetime.date(2017, 1, 2), "time_left_out")),
        ("2017-07-01T00:00:00+02:00", "Europe/Amsterdam", D), ("2099-12-31T23:30Z", "Europe/Amsterdam", "date_out_of_range"),
    ],
)  # fmt: skip
def test_a_moment_with_its_offset_is_a_day_where_the_programme_is(
    programme: Programme, raw: Raw, zone: str, expected: object
) -> None:
    assert read(programme.model_copy(update={"time_zone": zone}), "expenses", "invoiced_on", raw) == expected


FIELDS = [(register, field) for register in REGISTERS.values() for field in register.fields]
nearly = st.text(st.sampled_from("0123456789-/.,:+ eE€%TZapmjuli=\"'()\ufffd٣²"), max_size=30)
cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(10**18, 10**400), st.floats(), st.text(), nearly, st.dates(), st.datetimes(), st.times(), st.timedeltas(),
    st.builds(Percent, st.floats()), st.builds(Merged, nearly), st.builds(Merged, st.builds(Struck, nearly)), st.builds(Struck, nearly), st.from_regex(r"\d{1,2}/\d{1,2}/\d{2,4}( \d{1,2}:\d{2}( [AP]M)?(Z|[+-]\d{2}:?\d{2})?)?", fullmatch=True),
)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(raws=st.lists(cells, min_size=1, max_size=10))
def test_any_cell_in_any_field_is_a_value_or_a_finding(programme: Programme, raws: list[Raw]) -> None:
    for _, field in FIELDS:
        values = converter(programme, field)
        for raw in raws:
            meaning = values[raw]
            fault = meaning.fault if isinstance(meaning, Doubt) else meaning
            assert not isinstance(fault, Fault) or fault.code in SENTENCES
