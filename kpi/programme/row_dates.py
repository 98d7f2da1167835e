"""Columns of a register that belong together: what counts by a day needs it, and no last day comes before the first."""

AMOUNTS = (("pledged", "pledged_on"), ("invoiced", "invoiced_on"), ("received", "received_on"))
"""The amounts of a contribution, each with the day from which it counts."""
CLOSING = ("closed_on", "filled_on", "closes_on")
"""The days of which the first that is known closes a vacancy."""
BOOKED = ("ordered_on", "invoiced_on", "paid_on")
"""The days of an expense, of which it has at least one."""
SPANS: dict[str, tuple[tuple[str, str], ...]] = {
    "organisations": (("member_since", "member_until"), ("carries_brand_since", "carries_brand_until")),
    "memberships": (("member_since", "member_until"),),
    "contributions": (("pledged_on", "withdrawn_on"),),
    "vacancies": (("published_on", "closes_on"), ("published_on", "closed_on"), ("published_on", "filled_on")),
    "activities": (("starts_on", "ends_on"),),
}
"""First and last day: the last may not lie before the first."""
WITHOUT: dict[str, tuple[tuple[str, str], ...]] = {
    "organisations": (("member_until", "member_since"), ("carries_brand_until", "carries_brand_since")),
    "contributions": (*AMOUNTS, *((day, amount) for amount, day in AMOUNTS), ("withdrawn_on", "pledged")),
    "pitches": (("funding", "funded_on"),),
    "activities": (("ends_on", "starts_on"),),
}
"""Columns that mean nothing without another: first the one, then what it can't do without."""
ONE_OF: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "contributions": (("organisation", tuple(amount for amount, _ in AMOUNTS)),),
    "expenses": (("amount", BOOKED[1:]),),
    "vacancies": (("status", CLOSING),),
}
"""Columns that need at least one of several others: an expense counts by the day of its invoice or payment."""
