"""How a post stands after everything that happened to it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.appointment_events import (
    AppointmentAnnulled,
    AppointmentCorrected,
    AppointmentEnded,
    AppointmentEvent,
    AppointmentRecalled,
    AppointmentStarted,
    BodyReviewed,
    CandidacyLapsed,
    CandidacyReopened,
    CommitteeChanged,
    Post,
    PostDecided,
    PostNominated,
    PostPhase,
    PostPlaceFreed,
    PostPlaceTaken,
    QualificationReviewed,
    ReviewBody,
)
from shared.kernel import NATION, Region, record


@record
class Appointment:
    """`reviewed` are the bodies that passed the candidate; `since` is the nomination, then the first day of the term;
    `place_before` is the place that was given back, `lapsed` how far it was when the candidate left the employment.
    """

    region: Region = NATION
    worker_id: UUID | None = None
    appointment_id: UUID | None = None
    post: Post = Post.COMMITTEE_MEMBER
    since: date = date.min
    phase: PostPhase = PostPhase.NONE
    nominated_by: str = ""
    reviewed: frozenset[ReviewBody] = frozenset()
    decided: PostDecided | None = None
    started: AppointmentStarted | None = None
    last_day: date | None = None
    place: str = ""
    place_before: str = ""
    lapsed: PostPhase | None = None

    @property
    def ended(self) -> bool:
        return self.phase in (PostPhase.ENDED, PostPhase.ANNULLED)


def evolve(appointment: Appointment, event: AppointmentEvent) -> Appointment:  # noqa: C901  one match
    match event:
        case PostNominated(nominated_by=by):
            return replace(_of(appointment, event), phase=PostPhase.NOMINATED, nominated_by=by)
        case BodyReviewed(body=body):
            return replace(appointment, reviewed=appointment.reviewed | {body})
        case QualificationReviewed(qualified=qualified):
            phase = PostPhase.QUALIFICATION_REVIEWED if qualified else PostPhase.NOT_QUALIFIED
            return replace(appointment, phase=phase)
        case PostDecided():
            return replace(_of(appointment, event), phase=PostPhase.DECIDED, decided=event)
        case AppointmentStarted():
            return replace(_of(appointment, event), phase=PostPhase.IN_TERM, started=event, last_day=None)
        case AppointmentRecalled():
            return appointment
        case AppointmentEnded(effective=last_day):
            return replace(appointment, phase=PostPhase.ENDED, last_day=last_day)
        case AppointmentCorrected(effective=starts, term_ends=ends):
            started = appointment.started and replace(appointment.started, effective=starts, term_ends=ends)
            return replace(appointment, since=starts, started=started)
        case AppointmentAnnulled():
            return replace(appointment, phase=PostPhase.ANNULLED)
        case PostPlaceTaken(place=place):
            return replace(appointment, place=place)
        case PostPlaceFreed():
            return replace(appointment, place="", place_before=appointment.place)
        case CandidacyLapsed(was=was):
            return replace(appointment, phase=PostPhase.LAPSED, lapsed=was)
        case CandidacyReopened(phase=phase):
            return replace(appointment, phase=phase, lapsed=None)
        case CommitteeChanged():
            return appointment


def _of(appointment: Appointment, event: PostNominated | PostDecided | AppointmentStarted) -> Appointment:
    return replace(
        appointment, region=event.community, worker_id=event.worker_id, appointment_id=event.appointment_id,
        post=event.post, since=event.effective,
    )  # fmt: skip
