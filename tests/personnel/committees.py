"""What a team hears of a post: who joins it on the first day, who leaves it the day after the last."""

from services.personnel.domain.appointment_events import (
    AppointmentAnnulled,
    AppointmentEnded,
    AppointmentStarted,
    CommitteeChanged,
)
from services.personnel.domain.party_post_events import (
    PartyCommitteeChanged,
    PartyPostAnnulled,
    PartyPostEnded,
    PartyPostStarted,
)
from shared.kernel import DAY


def joins(event: AppointmentStarted) -> CommitteeChanged:
    return CommitteeChanged(
        effective=event.effective, worker_id=event.worker_id, appointment_id=event.appointment_id,
        community=event.community, post=event.post, joined=True,
    )  # fmt: skip


def leaves(event: AppointmentEnded | AppointmentAnnulled) -> CommitteeChanged:
    day = event.effective + DAY if isinstance(event, AppointmentEnded) else event.effective
    return CommitteeChanged(
        effective=day, worker_id=event.worker_id, appointment_id=event.appointment_id, community=event.community,
        post=event.post, joined=False,
    )  # fmt: skip


def party_joins(event: PartyPostStarted) -> PartyCommitteeChanged:
    return PartyCommitteeChanged(
        effective=event.effective, worker_id=event.worker_id, party_post_id=event.party_post_id,
        community=event.community, office=event.office, joined=True,
    )  # fmt: skip


def party_leaves(event: PartyPostEnded | PartyPostAnnulled) -> PartyCommitteeChanged:
    day = event.effective + DAY if isinstance(event, PartyPostEnded) else event.effective
    return PartyCommitteeChanged(
        effective=day, worker_id=event.worker_id, party_post_id=event.party_post_id, community=event.community,
        office=event.office, joined=False,
    )  # fmt: skip
