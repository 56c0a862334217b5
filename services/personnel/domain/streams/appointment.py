"""One term in one post."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import appointments, headcount
from services.personnel.domain.appointments import Appointment, AppointmentCommand, AppointmentEvent
from services.personnel.domain.headcount_places import place_keys
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take


def _decide(state: Appointment, command: AppointmentCommand, facts: Facts[Policies]) -> tuple[AppointmentEvent, ...]:
    match command:
        case appointments.StartAppointment():
            return appointments.start(state, command, facts)
        case appointments.EndAppointment():
            return appointments.end(state, command, facts)


def _reserves(id: UUID, command: AppointmentCommand, event: AppointmentEvent) -> tuple[Reservation, ...]:
    match event:
        case appointments.AppointmentStarted(post=post) if post in appointments.ONE_HOLDER:
            return (Take(kind=appointments.POST, key=appointments.post_key(event.community, post)),)
        case appointments.AppointmentEnded(post=post) if post in appointments.ONE_HOLDER:
            return (Release(kind=appointments.POST, key=appointments.post_key(event.community, post)),)
        case appointments.PostPlaceTaken(place=place):
            return tuple(Take(kind=headcount.PLACE, key=key) for key in place_keys(place))
        case appointments.PostPlaceFreed(place=place):
            return tuple(Release(kind=headcount.PLACE, key=key) for key in place_keys(place))
        case _:
            return ()


def _appointed(stream_id: UUID, state: Appointment) -> UUID | None:
    return state.started.worker_id if state.started else None


APPOINTMENT: Stream[Appointment, AppointmentCommand, AppointmentEvent, Policies] = Stream(
    type="appointment", decider=Decider(initial=Appointment(), decide=_decide, evolve=appointments.evolve),
    events=get_args(AppointmentEvent), region_of=home, subject_of=_appointed, reserves=_reserves,
)  # fmt: skip
