"""Signing in at a real provider, in a real browser: who gets in, where they land, and who doesn't."""

import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Guarded, Visit
from tests.signing import ADMIN

REFUSED = "U bent aangemeld, maar uw account heeft nog geen toegang; vraag de beheerder van de monitor om een rol."
SCREENS = {
    "reader": ["Overzicht", "Doel", "Geld", "Leden", "Vacatures", "Zichtbaarheid", "Activiteiten"],
    "editor": ["Gegevens", "Rapportage"],
}


def at_the_provider(page: Page, email: str) -> None:
    """Sign in under that address, and agree to what is asked the first time."""
    page.get_by_placeholder("Enter any login").fill(email)
    page.get_by_placeholder("and password").fill("om het even")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


def sign_in(page: Page, guarded: Guarded, email: str, path: str = "/") -> Visit:
    page.goto(guarded.address + path)
    expect(page.get_by_role("heading", name="SmartHub Achterhoek")).to_be_visible()
    page.get_by_role("link", name="Aanmelden").click()
    at_the_provider(page, email)
    return Visit(page, guarded.address)


def screens(page: Page) -> list[str]:
    """What the navigation offers, in sight and under its words."""
    offered = page.get_by_role("navigation", name="App pages").get_by_role("link").all_inner_texts()
    for group in page.get_by_role("navigation", name="App pages").get_by_role("button").all():
        group.click()
        expect(page.get_by_role("menu")).to_be_visible()
        offered += page.get_by_role("menuitem").all_inner_texts()
        page.keyboard.press("Escape")
        expect(page.get_by_role("menu")).to_have_count(0)
    return [text.split("\n")[-1] for text in offered]


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("reader", "Overzicht", "Gegevens"),
        ("auditor", "Rapportage", "Gegevens"),
        ("editor", "Gegevens", "Logboek"),
        ("admin", "Gegevens", ""),
    ],
)
def test_each_role_signs_in_lands_on_the_link_asked_for_and_signs_out(
    context: BrowserContext, guarded: Guarded, role: str, shown: str, hidden: str
) -> None:
    email = ADMIN if role == "admin" else f"{role}@example.org"
    if role != "admin":
        guarded.give(email, role)
    page = context.new_page()
    visit = sign_in(page, guarded, email, "/money?as_of=2018-03-31&plan_year=2017-2018")
    visit.settle()
    expect(page.get_by_role("heading", name="Geld", exact=True)).to_be_visible()
    assert visit.day() == "31-03-2018"
    found = screens(page)
    assert shown in found
    assert hidden not in found
    assert guarded.log()[0] == (email, "sign_in", "", False)
    page.locator(".st-key-frame").get_by_role("button").click()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()
    assert (email, "sign_out", "", False) in guarded.log()
    page.goto(guarded.address + "/money")
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()
    page.get_by_role("link", name="Aanmelden").click()
    expect(page.get_by_placeholder("Enter any login")).to_be_visible()


def test_a_stranger_gets_a_polite_page_and_nothing_else(context: BrowserContext, guarded: Guarded) -> None:
    page = context.new_page()
    sign_in(page, guarded, "vreemd@elders.example")
    expect(page.get_by_text(REFUSED)).to_be_visible()
    assert page.locator("script").count() == 0
    assert page.request.get(f"{guarded.address}/_stcore/host-config").status == 403
    assert guarded.log()[0][:2] == ("vreemd@elders.example", "enter")
    assert ("vreemd@elders.example", "sign_in", "", True) in guarded.log()


def test_somebody_of_a_known_domain_comes_in(context: BrowserContext, guarded: Guarded) -> None:
    guarded.give("@provincie.example", "auditor")
    page = context.new_page()
    sign_in(page, guarded, "iemand@provincie.example").settle()
    assert "Rapportage" in screens(page)


def test_an_address_that_the_provider_did_not_confirm_is_nobodys(context: BrowserContext, guarded: Guarded) -> None:
    guarded.give("onbevestigd@example.org", "admin")
    page = context.new_page()
    sign_in(page, guarded, "onbevestigd@example.org")
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()


def test_a_withdrawn_role_holds_back_the_next_click(context: BrowserContext, guarded: Guarded) -> None:
    guarded.give("even@example.org", "editor")
    page = context.new_page()
    visit = sign_in(page, guarded, "even@example.org")
    visit.settle()
    guarded.give("even@example.org", None)
    visit.choose("Resultaten", "Vacatures")
    expect(page.get_by_text("Met uw account mag u dit niet")).to_be_visible()
    page.reload()
    expect(page.get_by_text(REFUSED)).to_be_visible()


@pytest.mark.parametrize("how", ["forged", "expired", "foreign", "issuer", "replayed"])
def test_a_token_that_is_wrong_signs_nobody_in(context: BrowserContext, guarded: Guarded, how: str) -> None:
    guarded.give("lezer@example.org", "reader")
    guarded.provider.tamper(how)
    try:
        page = context.new_page()
        sign_in(page, guarded, "lezer@example.org")
        expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()
        log = guarded.log()
        assert {one[3] for one in log if one[:2] == ("unknown", "sign_in")} == {True}
        assert ("lezer@example.org", "sign_in") not in [one[:2] for one in log]
    finally:
        guarded.provider.tamper()


def test_a_changed_cookie_is_no_cookie(context: BrowserContext, guarded: Guarded) -> None:
    guarded.give("koek@example.org", "reader")
    page = context.new_page()
    sign_in(page, guarded, "koek@example.org").settle()
    [cookie] = [one for one in context.cookies() if one["name"] == "_streamlit_user"]
    assert cookie["httpOnly"]
    value = cookie["value"]
    changed = value[:20] + ("A" if value[20] != "A" else "B") + value[21:]
    context.add_cookies([{"name": cookie["name"], "value": changed, "url": guarded.address}])
    page.goto(guarded.address + "/money")
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()


def cookies_of(context: BrowserContext, address: str) -> dict[str, str]:
    """The cookies that a browser sends to the dashboard, as somebody who copied them has them."""
    return {one["name"]: one["value"] for one in context.cookies(address)}


def told(address: str, held: str) -> int:
    """What the dashboard answers to who isn't a browser and has these cookies."""
    try:
        with urlopen(Request(f"{address}/_stcore/host-config", headers={"Cookie": held}), timeout=10) as answer:  # noqa: S310 - our own
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def test_what_was_copied_before_signing_out_is_worth_nothing_afterwards(
    context: BrowserContext, guarded: Guarded
) -> None:
    guarded.give("kopie@example.org", "reader")
    page = context.new_page()
    sign_in(page, guarded, "kopie@example.org").settle()
    copied = cookies_of(context, guarded.address)
    held = "; ".join(f"{name}={value}" for name, value in copied.items())
    assert {"_streamlit_user", "smarthub_session"} <= copied.keys()
    assert told(guarded.address, held) == 200
    page.goto(f"data:text/html,<a href='{guarded.address}/auth/logout'>Gratis taart</a>")
    page.get_by_role("link").click()
    expect(page.get_by_text("Wilt u zich afmelden?")).to_be_visible()
    assert told(guarded.address, held) == 200
    page.get_by_role("link", name="Afmelden").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()
    assert told(guarded.address, held) == 401


def test_access_shows_where_somebody_is_signed_in_and_an_admin_ends_it(
    context: BrowserContext, browser: Browser, guarded: Guarded
) -> None:
    guarded.give("elders@example.org", "reader")
    mine = sign_in(context.new_page(), guarded, "elders@example.org", "/access")
    expect(mine.page.get_by_text("U bent op 1 plek aangemeld.")).to_be_visible()
    assert "Rollen" not in mine.text().partition("Wat elke rol mag")[0]
    with browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 1000}) as other:
        admin = sign_in(other.new_page(), guarded, ADMIN, "/access")
        expect(admin.page.get_by_role("heading", name="Wie is aangemeld")).to_be_visible()
        admin.page.locator(".st-key-session_which input").click()
        admin.page.get_by_role("option", name=re.compile("elders@example.org")).first.click()
        admin.page.get_by_role("button", name="Daar afmelden").click()
        expect(admin.page.get_by_text("elders@example.org is daar afgemeld.")).to_be_visible()
    assert (ADMIN, "sign_out", "elders@example.org", False) in guarded.log()
    mine.choose("Resultaten", "Leden")
    expect(mine.page.get_by_role("link", name="Aanmelden")).to_be_visible()
