"""The quarterly update: what it says follows from the pictures of two days, and from nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.facts.decisions.decision_kinds import UpdateText
from kpi.facts.decisions.minutes_kinds import MinutesKind, WrittenMinutes
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import Words, words_of
from kpi.monitor import picture
from kpi.programme.plan import Programme
from kpi.update.coming import coming
from kpi.update.quarterly_update import UpdateReport
from kpi.update.reading_update import news, read_update
from kpi.update.update_figures import figure
from kpi.update.update_texts import SECTIONS, generated, lines, outdated
from tests.report.full_year import BEFORE, DAY, YEAR

NL, EN = words_of("nl"), words_of("en")


def spoken(update: UpdateReport, name: str, words: Words) -> tuple[str, ...]:
    """The lines of a section in a language."""
    return tuple(map(words.say, lines(update, name)))


@pytest.fixture(scope="module")
def update(full_year: Store, programme: Programme) -> UpdateReport:
    with full_year.read() as reader:
        return read_update(reader, BEFORE, DAY, YEAR, "nl")


def test_new_members_and_those_who_left_are_named_and_counted(update: UpdateReport) -> None:
    # member n joins on 9 January 2017 + 4n days: 112, 113 and 114 after 31 March 2018; 7 and 19 stop on 30 April
    first = spoken(update, "members", NL)[:3]
    assert first == (
        "Op 30 juni 2018 zijn 113 organisaties lid; op 31 maart 2018 waren het er 112.",
        "Nieuw: Voorbeeldorganisatie 112, Voorbeeldorganisatie 113, Voorbeeldorganisatie 114.",
        "Geen lid meer: Voorbeeldorganisatie 007, Voorbeeldorganisatie 019.",
    )


def test_every_status_that_changed_is_told_with_both_words(update: UpdateReport) -> None:
    changed = spoken(update, "changes", NL)
    assert "Ontvangen cofinanciering: van op koers naar behaald; €\xa0162.174 (doel €\xa0150.000)." in changed
    assert len(changed) == sum(
        old.status != new.status for old, new in zip(update.before.indicators, update.after.indicators, strict=True)
    )


def test_money_is_that_of_the_picture(update: UpdateReport) -> None:
    money = update.after.money
    told = " ".join(spoken(update, "money", NL))
    for amount in (money.totals.actual, money.totals.budget, money.financing.received, money.subsidy.amount):
        assert NL.money(amount, cents=False) in told


@settings(max_examples=3, deadline=None)
@given(start=st.integers(-60, 500), length=st.integers(1, 200))
def test_members_and_positions_add_up_between_any_two_days(
    full_year: Store, programme: Programme, start: int, length: int
) -> None:
    since = date(2017, 3, 1) + timedelta(days=start)
    as_of = since + timedelta(days=length)
    with full_year.read() as reader:
        found = read_update(reader, since, as_of, YEAR, "nl")
        half = since + timedelta(days=length // 2)
        middle, rest = news(reader, since, half), news(reader, half, as_of)
        assert found.after == picture(reader, as_of, YEAR)
    then, now = (sum(getattr(kind, side) for kind in found.news.members) for side in ("before", "after"))
    assert now == then + len(found.news.joined) - len(found.news.left)
    companies = next((kind.after for kind in found.news.members if kind.id == "company"), 0)
    assert companies == found.after.indicator("member_companies").value
    assert found.news.positions == middle.positions + rest.positions
    assert found.news.videos == (*middle.videos, *rest.videos)


def test_before_anything_was_recorded_nothing_is_called_zero(full_year: Store, programme: Programme) -> None:
    with full_year.read(0) as reader:
        empty = read_update(reader, BEFORE, DAY, YEAR, "nl")
    assert spoken(empty, "where", NL)[1:] == (
        "Hoofddoel 1, Smart Industry-regio: nog geen score.",
        "Hoofddoel 2, Stage-, trainee- en afstudeerregio: nog geen score.",
    )
    assert spoken(empty, "members", NL) == ("Er is nog geen organisatie vastgelegd.",)
    assert spoken(empty, "vacancies", NL) == ("Er is nog geen vacature vastgelegd.",)
    assert spoken(empty, "money", NL) == ("Er is nog geen uitgave vastgelegd.", "Er is nog geen bijdrage vastgelegd.")


def test_what_comes_is_within_half_a_year_and_in_order(update: UpdateReport) -> None:
    days = [one.on for one in coming(replace(update, after=replace(update.after, as_of=date(2020, 9, 30))))]
    assert days == sorted(days)
    assert date(2020, 12, 31) in days
    assert date(2018, 6, 30) not in days


def test_a_very_small_number_of_persons_is_not_told(update: UpdateReport) -> None:
    scores = tuple(
        replace(score, value=Fraction(3)) if score.id == "portal_placements" else score
        for score in update.after.indicators
    )
    few = replace(update, after=replace(update.after, indicators=scores), news=replace(update.news, filled=4))
    told = "\n".join(line for section in SECTIONS for line in spoken(few, section.name, NL))
    assert "Plaatsingen via de portal: <5 van 100 plaatsen" in told
    assert "Plaatsingen via de portal: 3" not in told
    assert "In deze periode zijn minder dan 5 plaatsen vervuld." in told


def test_a_text_that_somebody_wrote_stands_until_its_figures_change(update: UpdateReport) -> None:
    own = UpdateText(DAY, "nl", "where", "Wij zijn tevreden.\n\nOver alles.", generated(update, "where", NL))
    edited = replace(update, written={"where": own})
    assert spoken(edited, "where", NL) == ("Wij zijn tevreden.", "Over alles.")
    assert outdated(edited, NL) == ()
    later = replace(edited, before=replace(edited.before, as_of=date(2018, 4, 1)))
    assert [section.name for section in outdated(later, NL)] == ["where"]


def test_an_edited_text_is_kept_as_a_decision(tmp_path_factory: pytest.TempPathFactory, programme: Programme) -> None:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('edited') / 'x.db'}", programme)
    decision = UpdateText(DAY, "nl", "money", "Genoeg.", "").decision("Tekst van de update")
    store.commit(Proposal(0, "Tester", datetime(2018, 7, 1, tzinfo=UTC), decisions=(decision,)))
    with store.read() as reader:
        assert read_update(reader, BEFORE, DAY, YEAR, "nl").written["money"].text == "Genoeg."
        assert read_update(reader, BEFORE, DAY, YEAR, "en").written == {}


def test_a_goal_that_had_no_data_yet_says_so(update: UpdateReport) -> None:
    goals = tuple(replace(goal, score=None) for goal in update.before.goals)
    told = spoken(replace(update, before=replace(update.before, goals=goals)), "where", NL)
    assert "van het doel bereikt; op 31 maart 2018 was er nog geen score. Beoogde resultaten 2017: " in told[1]


def test_a_name_that_ends_with_a_point_ends_its_sentence(update: UpdateReport) -> None:
    found = replace(update, news=replace(update.news, joined=("Voorbeeld B.V.",), left=("Proef N.V.",)))
    assert spoken(found, "members", NL)[1:3] == ("Nieuw: Voorbeeld B.V.", "Geen lid meer: Proef N.V.")


def test_decisions_and_notes_since_the_last_meeting_are_told_and_earlier_ones_are_not(
    full_year: Store, programme: Programme, tmp_path: Path
) -> None:
    assert spoken(updated(full_year, programme), "decided", NL) == ("In deze periode is niets vastgelegd.",)
    store = open_store(f"sqlite:///{tmp_path / 'kept.db'}", programme)
    kept = [
        (MinutesKind.DECISION, BEFORE, "", "Te vroeg."),
        (MinutesKind.DECISION, DAY, "indicator/member_companies", "Werven\nin het  voorjaar."),
        (MinutesKind.NOTE, date(2018, 5, 1), "", "=1+1 <b>#set page()"),
        (MinutesKind.MEETING, date(2018, 6, 1), "", "Vergadering"),
        (MinutesKind.NOTE, date(2018, 7, 1), "", "Te laat."),
    ]
    decisions = tuple(
        WrittenMinutes(kind, day, n, about, text).decision("verslag")
        for n, (kind, day, about, text) in enumerate(kept, start=1)
    )
    store.commit(Proposal(0, "Tester", datetime(2018, 7, 1, tzinfo=UTC), decisions=decisions))
    found = updated(store, programme)
    assert spoken(found, "decided", NL) == (
        "1 mei 2018, notitie over het programma: =1+1 <b>#set page()",
        "30 juni 2018, besluit over Bedrijven die lid zijn: Werven in het voorjaar.",
    )


@pytest.mark.parametrize(
    ("met", "since", "told"),
    [
        (True, date(2018, 5, 1), ["Besloten op de vergadering.", "Later besloten."]),
        (False, date(2018, 5, 1), ["Later besloten."]),
        (True, date(2018, 5, 2), ["Later besloten."]),
    ],
)
def test_what_a_meeting_decided_is_told_in_the_update_since_that_meeting(
    sqlite_url: str, programme: Programme, met: bool, since: date, told: list[str]
) -> None:
    """The update since the meeting of 1 May; since a day without a meeting, that day itself was told before."""
    store = open_store(sqlite_url, programme)
    kept = [(MinutesKind.MEETING, date(2018, 5, 1), "Vergadering")] if met else []
    kept += [
        (MinutesKind.DECISION, date(2018, 5, 1), "Besloten op de vergadering."),
        (MinutesKind.DECISION, date(2018, 6, 4), "Later besloten."),
        (MinutesKind.DECISION, date(2018, 4, 30), "Eerder besloten."),
    ]
    decisions = tuple(
        WrittenMinutes(kind, day, n, "", text).decision("verslag") for n, (kind, day, text) in enumerate(kept, start=1)
    )
    store.commit(Proposal(0, "Tester", datetime(2018, 7, 1, tzinfo=UTC), decisions=decisions))
    with store.read() as reader:
        assert [entry.text for entry in news(reader, since, DAY).kept] == told


def updated(store: Store, programme: Programme) -> UpdateReport:
    with store.read() as reader:
        return read_update(reader, BEFORE, DAY, YEAR, "nl")


def test_english_is_complete(update: UpdateReport) -> None:
    told = [line for section in SECTIONS for line in spoken(update, section.name, EN)]
    assert told[0].startswith("On 30 June 2018 7 of 19 targets are achieved or on track")
    assert not any(" van de " in line for line in told)


@pytest.mark.parametrize(
    ("name", "day", "wanted"),
    [
        ("vacancies_published", date(2018, 6, 30), "(2018: 250, doel 2020: 500)"),
        ("vacancies_published", date(2019, 6, 30), "(2019: 375, doel 2020: 500)"),
        ("regional_funding", date(2018, 6, 30), "(2018: €\xa0150.000, doel 2020: €\xa0300.000)"),
        ("branded_event_series", date(2018, 6, 30), None),
        ("vacancies_published", date(2020, 6, 30), None),
    ],
)
def test_a_yearly_figure_stands_beside_what_its_year_asks(
    full_year: Store, name: str, day: date, wanted: str | None
) -> None:
    """125, 250 and 375 positions before 2020, and € 150.000 a year; from the target's year on both are one."""
    with full_year.read() as reader:
        seen = picture(reader, day, YEAR)
        told = NL.say(figure(reader.programme.indicator(name), seen.indicator(name)))
    assert told.endswith(wanted) if wanted else ", doel " not in told
