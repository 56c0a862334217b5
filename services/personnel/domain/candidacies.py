"""How somebody comes to a post (P-01.2, P-02.2): nominated, reviewed by several bodies together (资格联审), elected or appointed.

Who leaves the employment is a candidate no longer: whoever put him forward put forward one of his own people. But who leaves
because his term is over may stand for the next one, and who is chosen already stays chosen, as a post outlives the employment.
"""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.appointment_events import (
    AppointmentEvent,
    BodyReviewed,
    CandidacyLapsed,
    CandidacyReopened,
    Post,
    PostChoice,
    PostDecided,
    PostNominated,
    PostPhase,
    QualificationReviewed,
    ReviewBody,
)
from services.personnel.domain.appointments import (
    awaits_filing,
    begun,
    check_community,
    said,
    term_ends,
)
from services.personnel.domain.policies import Policies
from services.personnel.domain.seats import joined, placed
from services.personnel.domain.tenure import Appointment
from shared.kernel import Facts, Region, Rejected, record, same_hand

CANDIDATE: Final = "candidate"

# Commands


@record
class NominateForPost:
    worker_id: UUID
    appointment_id: UUID
    post: Post
    community: Region


@record
class ReviewQualification:
    """The answer of one body; `document` is its letter."""

    body: ReviewBody
    passed: bool
    document: str


@record
class DecidePost:
    """`document` is the result of the election or the decision to appoint; `place` as in StartAppointment."""

    choice: PostChoice
    starts: date
    document: str
    place: str = ""


@record
class TakeEffect:
    """The organisation department has filed the holder; `place` as in StartAppointment."""

    filed_on: date
    place: str = ""


@record
class LapseCandidacy:
    """The candidate leaves the employment."""

    last_day: date


@record
class ReopenCandidacy:
    """The exit with which it lapsed is undone."""


CandidacyCommand = (
    NominateForPost | ReviewQualification | DecidePost | TakeEffect | LapseCandidacy | ReopenCandidacy
)  # fmt: skip

# Decisions

Events = tuple[AppointmentEvent, ...]


def nominate(appointment: Appointment, command: NominateForPost, facts: Facts[Policies]) -> Events:
    if appointment.phase is not PostPhase.NONE:
        return ()
    check_community(command.community)
    return (
        PostNominated(
            effective=facts.today, worker_id=command.worker_id, appointment_id=command.appointment_id,
            post=command.post, community=command.community, nominated_by=facts.by,
        ),
    )  # fmt: skip


def review(appointment: Appointment, command: ReviewQualification, facts: Facts[Policies]) -> Events:
    """One refusal ends the candidacy; the last body that passes the candidate concludes the review."""
    worker, id = _another_hand(appointment, PostPhase.NOMINATED, facts)
    asked = facts.policies.joint_review_bodies.on(facts.today)
    if command.body not in asked:
        raise Rejected("appointments.body", field="/body", bodies=", ".join(asked))
    if command.body in appointment.reviewed:
        raise Rejected("appointments.reviewed", field="/body")
    answer = BodyReviewed(
        effective=facts.today, worker_id=worker, appointment_id=id, body=command.body, passed=command.passed,
        document=said(command.document, "document"), recorded_by=facts.by,
    )  # fmt: skip
    if command.passed and not appointment.reviewed | {command.body} >= set(asked):
        return (answer,)
    concluded = QualificationReviewed(
        effective=facts.today, worker_id=worker, appointment_id=id, post=appointment.post,
        community=appointment.region, qualified=command.passed,
    )  # fmt: skip
    return (answer, concluded)


def decide(appointment: Appointment, command: DecidePost, facts: Facts[Policies]) -> Events:
    """Elected or appointed after the review, by another hand than the nomination; the term begins on its first day, for
    what waits to be filed on the day of the filing at the earliest.
    """
    worker, id = _another_hand(appointment, PostPhase.QUALIFICATION_REVIEWED, facts)
    ends = term_ends(command.starts, facts)
    decided = PostDecided(
        effective=command.starts, worker_id=worker, appointment_id=id, post=appointment.post,
        community=appointment.region, choice=command.choice, term_ends=ends,
        document=said(command.document, "document"), decided_by=facts.by,
    )  # fmt: skip
    if awaits_filing(appointment.post, command.starts, facts.policies):
        return (decided,)
    began = begun(worker, id, appointment.post, appointment.region, command.starts, ends)
    return (decided, began, *placed(worker, id, command.starts, command.place), joined(began))


def take_effect(appointment: Appointment, command: TakeEffect, facts: Facts[Policies]) -> Events:
    """What is in effect already stays as it is."""
    decided = appointment.decided
    if appointment.phase in (PostPhase.IN_TERM, PostPhase.ENDED):
        return ()
    if decided is None or appointment.phase is not PostPhase.DECIDED:
        raise Rejected("appointments.not-at-stage", stage=PostPhase.DECIDED.value)
    worker, id, starts = decided.worker_id, decided.appointment_id, max(decided.effective, command.filed_on)
    began = begun(worker, id, decided.post, decided.community, starts, decided.term_ends)
    return (began, *placed(worker, id, starts, command.place), joined(began))


UNDECIDED: Final = frozenset({PostPhase.NOMINATED, PostPhase.QUALIFICATION_REVIEWED})


def lapse(appointment: Appointment, command: LapseCandidacy) -> Events:
    if appointment.worker_id is None or appointment.appointment_id is None or appointment.phase not in UNDECIDED:
        return ()
    return (
        CandidacyLapsed(
            effective=command.last_day, worker_id=appointment.worker_id, appointment_id=appointment.appointment_id,
            post=appointment.post, community=appointment.region, was=appointment.phase,
        ),
    )  # fmt: skip


def reopen(appointment: Appointment, facts: Facts[Policies]) -> Events:
    """As far as it was, with what the bodies answered."""
    if appointment.worker_id is None or appointment.appointment_id is None or appointment.lapsed is None:
        return ()
    return (
        CandidacyReopened(
            effective=facts.today, worker_id=appointment.worker_id, appointment_id=appointment.appointment_id,
            post=appointment.post, community=appointment.region, phase=appointment.lapsed,
            nominated_by=appointment.nominated_by,
        ),
    )  # fmt: skip


def candidate_key(worker_id: UUID, community: Region, post: Post) -> str:
    """The reservation of a candidacy: nobody stands twice at a time for one post of one community."""
    return f"{worker_id}:{community}:{post}"


def _another_hand(appointment: Appointment, phase: PostPhase, facts: Facts[Policies]) -> tuple[UUID, UUID]:
    if appointment.phase is not phase or appointment.worker_id is None or appointment.appointment_id is None:
        raise Rejected("appointments.not-at-stage", stage=phase.value)
    if same_hand(appointment.nominated_by, facts.by):
        raise Rejected("appointments.own-nomination")
    return appointment.worker_id, appointment.appointment_id
