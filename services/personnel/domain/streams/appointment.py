"""One post of one person: nominated, reviewed, decided, held for a term."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import appointment_events as events
from services.personnel.domain import appointments, candidacies, headcount
from services.personnel.domain.appointment_events import (
    ONE_HOLDER,
    AppointmentAnnulled,
    AppointmentEnded,
    AppointmentEvent,
    AppointmentStarted,
    PostPhase,
)
from services.personnel.domain.headcount_places import place_keys
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from services.personnel.domain.tenure import Appointment, evolve
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take

AppointmentCommand = appointments.TenureCommand | candidacies.CandidacyCommand


def _decide(  # noqa: C901  one match
    state: Appointment, command: AppointmentCommand, facts: Facts[Policies]
) -> tuple[AppointmentEvent, ...]:
    match command:
        case candidacies.NominateForPost():
            return candidacies.nominate(state, command, facts)
        case candidacies.ReviewQualification():
            return candidacies.review(state, command, facts)
        case candidacies.DecidePost():
            return candidacies.decide(state, command, facts)
        case candidacies.TakeEffect():
            return candidacies.take_effect(state, command, facts)
        case candidacies.LapseCandidacy():
            return candidacies.lapse(state, command)
        case candidacies.ReopenCandidacy():
            return candidacies.reopen(state, facts)
        case appointments.StartAppointment():
            return appointments.start(state, command, facts)
        case appointments.EndAppointment():
            return appointments.end(state, command, facts)
        case appointments.RecallAppointment():
            return appointments.recall(state, command, facts)
        case appointments.CompleteTerm():
            return appointments.complete(state, facts)
        case appointments.ReopenPost():
            return appointments.reopen(state, facts)
        case appointments.CorrectAppointment():
            return appointments.correct(state, command, facts)
        case appointments.AnnulAppointment():
            return appointments.annul(state, command, facts)


def _reserves(id: UUID, command: AppointmentCommand, event: AppointmentEvent) -> tuple[Reservation, ...]:  # noqa: C901  one match
    """The post of a community is taken by whoever is in it, and given back once; so is a candidacy."""
    match event:
        case AppointmentStarted(post=post, community=community) if post in ONE_HOLDER:
            return (Take(kind=appointments.POST, key=appointments.post_key(community, post)),)
        case AppointmentEnded(post=post, community=community) if post in ONE_HOLDER:
            return (Release(kind=appointments.POST, key=appointments.post_key(community, post)),)
        case AppointmentAnnulled(post=post, community=community, was=PostPhase.IN_TERM) if post in ONE_HOLDER:
            return (Release(kind=appointments.POST, key=appointments.post_key(community, post)),)
        case events.PostPlaceTaken(place=place):
            return tuple(Take(kind=headcount.PLACE, key=key) for key in place_keys(place))
        case events.PostPlaceFreed(place=place):
            return tuple(Release(kind=headcount.PLACE, key=key) for key in place_keys(place))
        case events.PostNominated() | events.CandidacyReopened():
            return (Take(kind=candidacies.CANDIDATE, key=_standing_for(event)),)
        case (
            events.QualificationReviewed(qualified=False)
            | AppointmentAnnulled(was=PostPhase.NOMINATED)
            | events.CandidacyLapsed()
        ):
            return (Release(kind=candidacies.CANDIDATE, key=_standing_for(event)),)
        case events.PostDecided() if not isinstance(command, candidacies.DecidePost):
            return ()
        case events.PostDecided() | AppointmentAnnulled(was=PostPhase.QUALIFICATION_REVIEWED):
            return (Release(kind=candidacies.CANDIDATE, key=_standing_for(event)),)
        case _:
            return ()


def _standing_for(
    event: events.PostNominated
    | events.QualificationReviewed
    | events.PostDecided
    | events.CandidacyLapsed
    | events.CandidacyReopened
    | AppointmentAnnulled,
) -> str:
    return candidacies.candidate_key(event.worker_id, event.community, event.post)


def _appointed(stream_id: UUID, state: Appointment) -> UUID | None:
    return state.worker_id


APPOINTMENT: Stream[Appointment, AppointmentCommand, AppointmentEvent, Policies] = Stream(
    type="appointment", decider=Decider(initial=Appointment(), decide=_decide, evolve=evolve),
    events=get_args(AppointmentEvent), region_of=home, subject_of=_appointed, reserves=_reserves,
)  # fmt: skip
