"""What a post takes and gives back: the places of the establishment that its category has, a seat in the team of the community."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.appointment_events import (
    AppointmentStarted,
    CommitteeChanged,
    PostPlaceFreed,
    PostPlaceTaken,
)
from services.personnel.domain.tenure import Appointment


def placed(worker_id: UUID, appointment_id: UUID, starts: date, place: str) -> tuple[PostPlaceTaken, ...]:
    if not place:
        return ()
    return (PostPlaceTaken(effective=starts, worker_id=worker_id, appointment_id=appointment_id, place=place),)


def freed(appointment: Appointment, day: date) -> tuple[PostPlaceFreed, ...]:
    """The places that the post took are free from the day on."""
    if not appointment.place or appointment.worker_id is None or appointment.appointment_id is None:
        return ()
    return (
        PostPlaceFreed(
            effective=day, worker_id=appointment.worker_id, appointment_id=appointment.appointment_id,
            place=appointment.place,
        ),
    )  # fmt: skip


def joined(started: AppointmentStarted) -> CommitteeChanged:
    return CommitteeChanged(
        effective=started.effective, worker_id=started.worker_id, appointment_id=started.appointment_id,
        community=started.community, post=started.post, joined=True,
    )  # fmt: skip


def left(started: AppointmentStarted, day: date) -> CommitteeChanged:
    return replace(joined(started), effective=day, joined=False)
