"""What each screen reads, by name: (reader, programme, reference date, plan year, …) → frozen values."""

from collections.abc import Callable
from typing import Any

from kpi.views import activities, indicator, members, money, vacancies, visibility

READS: dict[str, Callable[..., Any]] = {
    "activities": activities.read,
    "indicator": indicator.read,
    "indicator_rows": indicator.rows,
    "members": members.read,
    "money": money.read,
    "vacancies": vacancies.read,
    "visibility": visibility.read,
}
