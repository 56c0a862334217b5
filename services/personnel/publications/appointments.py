"""Posts: begun, ended, corrected, annulled; who stands for one stays inside."""

from services.personnel.domain.appointment_events import (
    AppointmentAnnulled,
    AppointmentCorrected,
    AppointmentEnded,
    AppointmentEvent,
    AppointmentStarted,
    CommitteeChanged,
    PostPhase,
)
from shared.published import Published
from shared.published.personnel.appointments import (
    AppointmentAnnulledV1,
    AppointmentCorrectedV1,
    AppointmentEndedV1,
    AppointmentStartedV1,
)
from shared.published.personnel.teams import TeamCompositionChangedV1


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
        case AppointmentCorrected():
            return AppointmentCorrectedV1(
                worker_id=event.worker_id, appointment_id=event.appointment_id, post=event.post.value,
                post_category=event.post_category.value, community=event.community, starts=event.effective,
                term_ends=event.term_ends,
            )  # fmt: skip
        case CommitteeChanged(effective=day):
            return TeamCompositionChangedV1(
                community=event.community, worker_id=event.worker_id, post=event.post.value, party=False,
                joined=event.joined, since=day,
            )  # fmt: skip
        case AppointmentAnnulled(was=PostPhase.IN_TERM | PostPhase.ENDED):
            return AppointmentAnnulledV1(
                worker_id=event.worker_id, appointment_id=event.appointment_id, post=event.post.value
            )
        case _:
            return None
