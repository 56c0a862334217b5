"""News as a listener hands it to a reaction."""

from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from shared.published import News
from tests.training.book import COMMUNITY, WORKER

T = TypeVar("T")


def news(event: T, *, effective: date = date(2026, 3, 1)) -> News[T]:
    return News(
        event=event, event_id=UUID(int=500), source="personnel", position=1, subject=WORKER, region=COMMUNITY,
        effective=effective, recorded=datetime(2026, 3, 1, tzinfo=UTC), actor="officer",
        correlation=UUID(int=501),
    )  # fmt: skip
