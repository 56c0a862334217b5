"""The reserve: entered, appointed out of it, removed; nominations and reviews stay inside."""

from services.personnel.domain import reserve_events
from services.personnel.domain.reserve_events import ReserveEvent
from shared.published import Published
from shared.published.personnel import teams


def publish(event: ReserveEvent) -> Published | None:
    match event:
        case reserve_events.ReserveEntered(worker_id=worker, reserve_id=id, type=type):
            return teams.ReserveEnteredV1(worker_id=worker, reserve_id=id, community=event.community, type=type.value)
        case reserve_events.ReserveAppointed(worker_id=worker, reserve_id=id, type=type):
            return teams.ReserveAppointedV1(worker_id=worker, reserve_id=id, type=type.value, post_id=event.post_id)
        case reserve_events.ReserveRemoved(worker_id=worker, reserve_id=id, type=type, reason=reason, seat=seat):
            gone = teams.ReserveRemovedV1(worker_id=worker, reserve_id=id, type=type.value, reason=reason.value)
            return gone if seat else None
        case _:
            return None
