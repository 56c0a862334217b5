"""Posts: begun and ended."""

from services.personnel.domain.appointments import (
    AppointmentEnded,
    AppointmentEvent,
    AppointmentStarted,
    PostPlaceFreed,
    PostPlaceTaken,
)
from shared.published import Published
from shared.published.personnel.appointments import AppointmentEndedV1, AppointmentStartedV1


def publish(event: AppointmentEvent) -> Published | None:
    match event:
        case AppointmentStarted():
            return AppointmentStartedV1(
                worker_id=event.worker_id, appointment_id=event.appointment_id, post=event.post.value,
                post_category=event.post_category.value, community=event.community, starts=event.effective,
                term_ends=event.term_ends,
            )  # fmt: skip
        case AppointmentEnded():
            return AppointmentEndedV1(
                worker_id=event.worker_id, appointment_id=event.appointment_id, post=event.post.value,
                reason=event.reason.value,
            )  # fmt: skip
        case PostPlaceTaken() | PostPlaceFreed():
            return None
