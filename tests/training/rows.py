"""Events as the log hands them to a projection, and the rows that follow."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from shared.kernel import Recorded
from shared.readmodel import Put
from shared.readmodel.fold import Folded
from shared.readmodel.rows import RowChange
from tests.training.book import COMMUNITY, WORKER


def recorded_as(event: Any) -> Recorded[Any]:
    return Recorded(
        position=1, stream_type="duty_book", stream_id=WORKER, version=1, event=event, event_id=UUID(int=900),
        subject=WORKER, region=COMMUNITY, recorded=datetime(2026, 1, 1, tzinfo=UTC), effective=date(2026, 1, 1),
        actor="officer", correlation=UUID(int=901), causation=None,
    )  # fmt: skip


def rows(project: Any, events: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows left in the tables after these events, as one batch would fold them."""
    folded = Folded()
    changes: list[RowChange] = [change for event in events for change in project(recorded_as(event))]
    for change in changes:
        assert folded.take([change])
    return [row.values for row in folded.rows.values() if isinstance(row, Put)]
