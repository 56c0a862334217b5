"""Posts held for a term: begun, ended by people or by the calendar, recalled, corrected, annulled. Nothing else ends with one."""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.appointment_events import (
    CATEGORY_OF,
    AppointmentAnnulled,
    AppointmentCorrected,
    AppointmentEnded,
    AppointmentEvent,
    AppointmentRecalled,
    AppointmentStarted,
    EndReason,
    Post,
    PostChoice,
    PostDecided,
    PostPhase,
    RecallingBody,
)
from services.personnel.domain.policies import Policies
from services.personnel.domain.seats import freed, joined, left, placed
from services.personnel.domain.tenure import Appointment
from shared.kernel import DAY, Facts, Region, Rejected, level, record
from shared.kernel.spans import add_years

POST: Final = "post"
ENTITLED: Final = {
    Post.SECRETARY: RecallingBody.PARTY_COMMITTEE,
    Post.DEPUTY_SECRETARY: RecallingBody.PARTY_COMMITTEE,
    Post.DIRECTOR: RecallingBody.RESIDENTS_MEETING,
    Post.DEPUTY_DIRECTOR: RecallingBody.RESIDENTS_MEETING,
    Post.COMMITTEE_MEMBER: RecallingBody.RESIDENTS_MEETING,
}
"""Who chose may recall: the party organisation's posts its committee, the others the residents (居民委员会组织法)."""

# Commands


@record
class StartAppointment:
    """`place` names the reservations that the post takes where its category has limits; `taken_over` was begun elsewhere
    and filed on paper.
    """

    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    starts: date
    place: str = ""
    taken_over: bool = False


@record
class EndAppointment:
    reason: EndReason
    last_day: date


@record
class RecallAppointment:
    """`document` is the resolution of the body."""

    body: RecallingBody
    last_day: date
    document: str
    reason: str


@record
class CompleteTerm:
    """The calendar: the last day of the term has passed."""


@record
class CorrectAppointment:
    """`starts` is the right first day."""

    starts: date
    reason: str


@record
class AnnulAppointment:
    """A nomination is withdrawn, or a post that never was is taken off the record."""

    reason: str


@record
class ReopenPost:
    """The exit with which it ended is undone: the term goes on from the same first day."""


TenureCommand = (
    StartAppointment | EndAppointment | RecallAppointment | CompleteTerm | CorrectAppointment | AnnulAppointment
    | ReopenPost
)  # fmt: skip

# Decisions

Events = tuple[AppointmentEvent, ...]


def start(appointment: Appointment, command: StartAppointment, facts: Facts[Policies]) -> Events:
    """Somebody comes to the post without a nomination on record; a secretary is in it when he is filed."""
    if appointment.phase is not PostPhase.NONE:
        raise Rejected("appointments.started")
    check_community(command.community)
    ends = term_ends(command.starts, facts)
    if awaits_filing(command.post, command.starts, facts.policies) and not command.taken_over:
        return (
            PostDecided(
                effective=command.starts, worker_id=command.worker_id, appointment_id=command.appointment_id,
                post=command.post, community=command.community, choice=PostChoice.APPOINTED, term_ends=ends,
                document="", decided_by=facts.by,
            ),
        )  # fmt: skip
    began = begun(command.worker_id, command.appointment_id, command.post, command.community, command.starts, ends)
    place = placed(command.worker_id, command.appointment_id, command.starts, command.place)
    return (began, *place) if command.taken_over else (began, *place, joined(began))


def begun(
    worker_id: UUID, appointment_id: UUID, post: Post, community: Region, starts: date, ends: date
) -> AppointmentStarted:
    return AppointmentStarted(
        effective=starts, worker_id=worker_id, appointment_id=appointment_id, post=post,
        post_category=CATEGORY_OF[post], community=community, term_ends=ends,
    )  # fmt: skip


def end(appointment: Appointment, command: EndAppointment, facts: Facts[Policies]) -> Events:
    """Nobody is recalled without the decision of the body that may: RecallAppointment names it."""
    if command.reason is EndReason.RECALLED:
        raise Rejected("appointments.recalled-by-whom", field="/body")
    started = _running(appointment, command.last_day)
    return _over(appointment, started, command.last_day, command.reason)


def recall(appointment: Appointment, command: RecallAppointment, facts: Facts[Policies]) -> Events:
    """Only the body that is entitled recalls, with its resolution and a reason; the employment goes on."""
    started = _running(appointment, command.last_day)
    if command.body is not ENTITLED[started.post]:
        raise Rejected("appointments.not-entitled", field="/body", entitled=ENTITLED[started.post].value)
    recalled = AppointmentRecalled(
        effective=command.last_day, worker_id=started.worker_id, appointment_id=started.appointment_id,
        body=command.body, document=said(command.document, "document"), reason=said(command.reason, "reason"),
    )  # fmt: skip
    return (recalled, *_over(appointment, started, command.last_day, EndReason.RECALLED))


def reopen(appointment: Appointment, facts: Facts[Policies]) -> Events:
    started = appointment.started
    if started is None or appointment.phase is not PostPhase.ENDED:
        return ()
    place = placed(started.worker_id, started.appointment_id, started.effective, appointment.place_before)
    return (started, *place, joined(started))


def complete(appointment: Appointment, facts: Facts[Policies]) -> Events:
    """The term is over the day after its last; nothing follows where the post has ended or runs on."""
    started = appointment.started
    if started is None or appointment.ended or started.term_ends >= facts.today:
        return ()
    return _over(appointment, started, started.term_ends, EndReason.TERM_ENDED)


def correct(appointment: Appointment, command: CorrectAppointment, facts: Facts[Policies]) -> Events:
    """The right first day; the term is counted from it."""
    started = appointment.started
    if started is None or appointment.ended:
        raise Rejected("appointments.not-running")
    if command.starts == started.effective:
        return ()
    return (
        AppointmentCorrected(
            effective=command.starts, worker_id=started.worker_id, appointment_id=started.appointment_id,
            post=started.post, post_category=started.post_category, community=started.community,
            term_ends=term_ends(command.starts, facts), reason=said(command.reason, "reason"), corrected_by=facts.by,
        ),
    )  # fmt: skip


def annul(appointment: Appointment, command: AnnulAppointment, facts: Facts[Policies]) -> Events:
    if appointment.worker_id is None or appointment.appointment_id is None:
        raise Rejected("appointments.not-running")
    if appointment.phase is PostPhase.ANNULLED:
        return ()
    never = AppointmentAnnulled(
        effective=appointment.since, worker_id=appointment.worker_id, appointment_id=appointment.appointment_id,
        post=appointment.post, community=appointment.region, was=appointment.phase,
        reason=said(command.reason, "reason"), annulled_by=facts.by,
    )  # fmt: skip
    in_term = appointment.started if appointment.phase is PostPhase.IN_TERM else None
    gone = () if in_term is None else (left(in_term, appointment.since),)
    return (never, *freed(appointment, appointment.since), *gone)


def term_ends(starts: date, facts: Facts[Policies]) -> date:
    return add_years(starts, facts.policies.term_of_office_years.on(starts)) - DAY


def awaits_filing(post: Post, starts: date, policies: Policies) -> bool:
    """Whether the holder of a post that begins on the day is in it only when the organisation department has filed him."""
    return post in policies.filed_posts.on(starts)


def check_community(place: Region) -> None:
    if level(place) != "community":
        raise Rejected("appointments.community", field="/community")


def said(text: str, field: str) -> str:
    """Raises Rejected where nothing is said."""
    if not text.strip():
        raise Rejected(f"appointments.{field}", field=f"/{field}")
    return text


def post_key(community: Region, post: Post) -> str:
    """The reservation of a post that only one person can hold."""
    return f"{community}:{post}"


def _running(appointment: Appointment, last_day: date) -> AppointmentStarted:
    started = appointment.started
    if started is None or appointment.ended:
        raise Rejected("appointments.not-running")
    if last_day < started.effective:
        raise Rejected("appointments.last-day", field="/last_day")
    return started


def _over(appointment: Appointment, started: AppointmentStarted, last_day: date, reason: EndReason) -> Events:
    ended = AppointmentEnded(
        effective=last_day, worker_id=started.worker_id, appointment_id=started.appointment_id, post=started.post,
        community=started.community, reason=reason,
    )  # fmt: skip
    return (ended, *freed(appointment, last_day + DAY), left(started, last_day + DAY))
