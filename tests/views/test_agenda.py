"""The agenda of the next meeting and the decisions that are followed: what is on it, in which order, and what moved."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from kpi.facts.decisions.minutes import TakenDecision
from kpi.facts.decisions.minutes_kinds import DecisionOutcome, MinutesEntry, MinutesKind
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.score.scores import Acceptance, Status
from kpi.settings import settings
from kpi.views.promised.agenda import agenda, agenda_title, meetings_table
from kpi.views.promised.decision_loop import decisions_table, in_order, since_decision
from kpi.views.promised.steering_group import Minutes
from kpi.views.results.attention import Concern
from kpi.views.table import texts

NL = words_of("nl")
DAY, MEETING, NEXT = date(2018, 6, 30), date(2018, 3, 22), date(2018, 9, 20)
AT = datetime(2018, 7, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(settings().programme)


def entry(kind: MinutesKind, day: date, about: str, text: str, **given: object) -> MinutesEntry:
    return MinutesEntry(f"{kind}/{text}", kind, day, about, text, "Voorbeeld", AT, 1, **given)  # type: ignore[arg-type]


def decision(text: str, before: date | None = None, about: str = "", day: date = MEETING) -> TakenDecision:
    taken = entry(MinutesKind.DECISION, day, about, text, owner="Penningmeester", before=before)
    return TakenDecision(taken, None)


def test_the_agenda_has_proposals_then_what_is_overdue_then_concerns_then_what_ends(programme: Programme) -> None:
    proposal = entry(MinutesKind.PROPOSAL, DAY, "indicator/member_companies", "Nabellen")
    accepted = [
        Acceptance("portal_placements", "later open", "Voorbeeld", MEETING, until)
        for until in (date(2018, 6, 29), DAY, NEXT, date(2018, 9, 21))
    ]
    concern = Concern("Opleidingen", "12 te weinig.", Status.BEHIND, Fraction(1), indicator="study_awareness")
    taken = [decision("te laat", date(2018, 6, 29)), decision("op tijd", DAY), decision("zonder dag")]
    items = agenda(Minutes((proposal,), MEETING, NEXT), taken, [concern], accepted, programme, DAY)
    assert [(NL.say(item.why), NL.say(item.sentence)) for item in items] == [
        ("Voorstel", "Nabellen"),
        ("Besluit over tijd", "Van 22 maart 2018, Penningmeester, uiterlijk op 29 juni 2018: te laat"),
        ("Aandachtspunt", "12 te weinig."),
        ("Afwijking loopt af", "Geaccepteerd tot en met 30 juni 2018: later open"),
        ("Afwijking loopt af", "Geaccepteerd tot en met 20 september 2018: later open"),
    ]
    assert [item.about for item in items][:3] == ["indicator/member_companies", "", "indicator/study_awareness"]


@pytest.mark.parametrize(
    ("following", "told"),
    [
        (None, "Voor de volgende vergadering"),
        (DAY, "Voor de vergadering van vandaag"),
        (date(2018, 7, 1), "Voor de vergadering van 1 juli 2018, over 1 dag"),
        (NEXT, "Voor de vergadering van 20 september 2018, over 82 dagen"),
    ],
)
def test_its_heading_says_how_long_there_is(following: date | None, told: str) -> None:
    assert NL.say(agenda_title(Minutes((), None, following), DAY)) == told


def test_open_decisions_come_first_the_oldest_of_them_before_all(programme: Programme) -> None:
    early, late = decision("vroeg", day=date(2018, 1, 9)), decision("laat")
    done = TakenDecision(decision("klaar").entry, DecisionOutcome("2018-03-22/001", done=True, on=DAY))
    assert [each.entry.text for each in in_order([done, early, late], DAY)] == ["vroeg", "laat", "klaar"]
    assert [each.entry.text for each in in_order([done, early, late], date(2018, 6, 29))] == ["klaar", "vroeg", "laat"]


def test_since_a_decision_is_the_move_of_its_own_indicator(sample_file: Path, programme: Programme) -> None:
    with open_store(f"sqlite:///{sample_file}", programme).read() as reader:
        pictures = {day: picture(reader, day, "2017-2018") for day in (MEETING, DAY)}
    then, now = pictures[MEETING].indicator("member_companies").value, pictures[DAY].indicator("member_companies").value
    assert then is not None
    assert now is not None

    def moved(about: str) -> str:
        taken = decision("x", about=about).entry
        return NL.say(since_decision(taken, programme, pictures[DAY], pictures.__getitem__))

    assert moved("indicator/member_companies") == f"+{now - then}"
    assert moved("") == moved("indicator/gone") == "–"
    shown = texts(decisions_table([decision("x", about="")], programme, pictures[DAY], pictures.__getitem__), NL)
    assert shown.rows == (("22-03-2018", "het programma", "x", "Penningmeester", "–", "open", "–"),)


def test_each_meeting_tells_how_things_stood_and_what_of_it_is_still_open() -> None:
    shown = texts(meetings_table({MEETING: "10 van 19", date(2017, 9, 21): "4 van 19"}, [decision("x")], DAY), NL)
    assert shown.rows == (("22-03-2018", "10 van 19", "1", "1"), ("21-09-2017", "4 van 19", "0", "0"))
