"""Posts held for a term (书记、主任及其副职): a stream of its own, so that ending one ends nothing else (P-12.3).

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import PostCategory
from shared.kernel import DAY, NATION, Facts, Region, Rejected, level, record
from shared.kernel.spans import add_years


class Post(StrEnum):
    SECRETARY = "SECRETARY"
    DIRECTOR = "DIRECTOR"
    DEPUTY_SECRETARY = "DEPUTY_SECRETARY"
    DEPUTY_DIRECTOR = "DEPUTY_DIRECTOR"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER"


CATEGORY_OF: Final = {
    Post.SECRETARY: PostCategory.CHIEF,
    Post.DIRECTOR: PostCategory.CHIEF,
    Post.DEPUTY_SECRETARY: PostCategory.DEPUTY,
    Post.DEPUTY_DIRECTOR: PostCategory.DEPUTY,
    Post.COMMITTEE_MEMBER: PostCategory.STAFF,
}
ONE_HOLDER: Final = frozenset({Post.SECRETARY, Post.DIRECTOR})
POST: Final = "post"


class EndReason(StrEnum):
    """任期届满、辞职、罢免、调整、离职."""

    TERM_ENDED = "TERM_ENDED"
    RESIGNED = "RESIGNED"
    RECALLED = "RECALLED"
    REASSIGNED = "REASSIGNED"
    LEFT = "LEFT"


# Events


@record
class AppointmentStarted:
    """Effective = first day in the post; `term_ends` follows from the term of office."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    post_category: PostCategory
    community: Region
    term_ends: date


@record
class AppointmentEnded:
    """Effective = last day in the post."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    reason: EndReason


@record
class PostPlaceTaken:
    """The post takes places that the establishment has for its category; `place` names the reservations."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    place: str


@record
class PostPlaceFreed:
    """Effective = the day after the last day in the post."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    place: str


AppointmentEvent = AppointmentStarted | AppointmentEnded | PostPlaceTaken | PostPlaceFreed

# State


@record
class Appointment:
    region: Region = NATION
    started: AppointmentStarted | None = None
    ended: bool = False
    place: str = ""


def evolve(appointment: Appointment, event: AppointmentEvent) -> Appointment:
    match event:
        case AppointmentStarted(community=community):
            return Appointment(region=community, started=event)
        case AppointmentEnded():
            return replace(appointment, ended=True)
        case PostPlaceTaken(place=place):
            return replace(appointment, place=place)
        case PostPlaceFreed():
            return replace(appointment, place="")


# Commands


@record
class StartAppointment:
    """`place` names the reservations that the post takes where its category has limits."""

    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region
    starts: date
    place: str = ""


@record
class EndAppointment:
    reason: EndReason
    last_day: date


AppointmentCommand = StartAppointment | EndAppointment

# Decisions


def start(appointment: Appointment, command: StartAppointment, facts: Facts[Policies]) -> tuple[AppointmentEvent, ...]:
    if appointment.started is not None:
        raise Rejected("appointments.started")
    if level(command.community) != "community":
        raise Rejected("appointments.community", field="/community")
    years = facts.policies.term_of_office_years.on(command.starts)
    began = AppointmentStarted(
        effective=command.starts, worker_id=command.worker_id, appointment_id=command.appointment_id,
        post=command.post, post_category=CATEGORY_OF[command.post], community=command.community,
        term_ends=add_years(command.starts, years) - DAY,
    )  # fmt: skip
    if not command.place:
        return (began,)
    taken = PostPlaceTaken(
        effective=command.starts,
        worker_id=command.worker_id,
        appointment_id=command.appointment_id,
        place=command.place,
    )
    return (began, taken)


def end(appointment: Appointment, command: EndAppointment, facts: Facts[Policies]) -> tuple[AppointmentEvent, ...]:
    started = appointment.started
    if started is None or appointment.ended:
        raise Rejected("appointments.not-running")
    if command.last_day < started.effective:
        raise Rejected("appointments.last-day", field="/last_day")
    over = AppointmentEnded(
        effective=command.last_day, worker_id=started.worker_id, appointment_id=started.appointment_id,
        post=started.post, community=started.community, reason=command.reason,
    )  # fmt: skip
    if not appointment.place:
        return (over,)
    freed = PostPlaceFreed(
        effective=command.last_day + DAY, worker_id=started.worker_id, appointment_id=started.appointment_id,
        place=appointment.place,
    )  # fmt: skip
    return (over, freed)


def post_key(community: Region, post: Post) -> str:
    """The reservation of a post that only one person can hold."""
    return f"{community}:{post}"
