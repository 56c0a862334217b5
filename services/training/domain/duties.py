"""Who owes which training, from when until when. News and the calendar ask; only a waiver is asked by people."""

from datetime import date
from uuid import UUID

from services.training.domain.duty_book import DutyBook, evolve
from services.training.domain.duty_events import (
    DutyBookEvent,
    DutyKind,
    DutyOpened,
    DutyOverdue,
    DutyRestored,
    EmploymentBegan,
    EmploymentEnded,
    EmploymentResumed,
    LearnerMoved,
    PostLeft,
    WaiverGround,
    WithdrawalReason,
)
from services.training.domain.obligations import is_history, opened, rotation_opened, settle, withdrawn
from services.training.domain.policies import Policies
from shared.kernel import DAY, Facts, Region, Rejected, WorkerName, add_months, record

Events = tuple[DutyBookEvent, ...]


@record
class BeginEmployment:
    worker_id: UUID
    employment_id: UUID
    name: WorkerName
    workplace: Region
    chief: bool
    starts: date


@record
class EndEmployment:
    worker_id: UUID
    employment_id: UUID
    last_day: date
    ground: str


@record
class ResumeEmployment:
    """An exit that was told is undone."""

    employment_id: UUID


@record
class MoveLearner:
    employment_id: UUID
    workplace: Region
    since: date


@record
class OweRemedial:
    """A yearly result was confirmed; whether it asks for a remedial training is policy."""

    worker_id: UUID
    result_id: UUID
    result: str


@record
class NoticeOverdue:
    duty_id: UUID


@record
class WaiveDuty:
    """The county lets a person off an unmet duty from today on (P-08.4)."""

    duty_id: UUID
    ground: WaiverGround


def begin_employment(state: DutyBook, command: BeginEmployment, facts: Facts[Policies]) -> Events:
    """A fresh hire owes the initial training, and a rotation unless a chief; history only begins a rotation today."""
    if any(e.employment_id == command.employment_id for e in state.employments):
        return ()
    began = EmploymentBegan(
        effective=command.starts, worker_id=command.worker_id, employment_id=command.employment_id,
        name=command.name, workplace=command.workplace, chief=command.chief,
    )  # fmt: skip
    history = is_history(command.starts, facts)
    since = facts.today if history else command.starts
    induction = () if history else (_induction(state, command, facts.policies),)
    if command.chief or state.in_post is not None:
        return settle(state, (began, *induction), facts.policies)
    rotation = rotation_opened(state, command.worker_id, since, since, command.employment_id, facts.policies)
    return settle(state, (began, *induction, rotation), facts.policies)


def _induction(state: DutyBook, command: BeginEmployment, policies: Policies) -> DutyOpened:
    starts = command.starts
    due = add_months(starts, policies.induction_within_months.on(starts))
    hours, kinds = policies.induction_hours.on(starts), policies.induction_kinds.on(starts)
    return opened(
        state, command.worker_id, DutyKind.INDUCTION, starts, due, hours, kinds, command.employment_id, policies
    )


def end_employment(state: DutyBook, command: EndEmployment, facts: Facts[Policies]) -> Events:
    """The posts end with the last job; what is owed then is withdrawn from the next day on."""
    if not any(e.employment_id == command.employment_id and e.span.last is None for e in state.employments):
        return ()
    ended = EmploymentEnded(
        effective=command.last_day, worker_id=command.worker_id, employment_id=command.employment_id,
        ground=command.ground,
    )  # fmt: skip
    held = () if evolve(state, ended).employed else tuple(p for p in state.posts if p.span.last is None)
    left = (
        PostLeft(
            effective=max(command.last_day, p.span.first), worker_id=command.worker_id,
            appointment_id=p.appointment_id, reason="EXITED",
        )
        for p in held
    )  # fmt: skip
    return settle(state, (ended, *left), facts.policies)


def resume_employment(state: DutyBook, command: ResumeEmployment, facts: Facts[Policies]) -> Events:
    """What was withdrawn with the exit is owed again; posts that ended with it are told by themselves."""
    ended = next((e for e in state.employments if e.employment_id == command.employment_id), None)
    if state.worker_id is None or ended is None or ended.span.last is None:
        return ()
    resumed = EmploymentResumed(
        effective=ended.span.last, worker_id=state.worker_id, employment_id=command.employment_id
    )
    restored = (
        DutyRestored(
            effective=facts.today, worker_id=state.worker_id, duty_id=d.duty_id, kind=d.kind, opens=d.opens, due=d.due
        )
        for d in state.duties
        if d.withdrawal is not None and d.withdrawal.reason is WithdrawalReason.LEFT
    )  # fmt: skip
    return settle(state, (resumed, *restored), facts.policies)


def move_learner(state: DutyBook, command: MoveLearner) -> Events:
    """Duties that are owed go along; where a post is held somewhere else, that decides."""
    if state.worker_id is None or state.region == command.workplace or state.in_post is not None:
        return ()
    owed = tuple(duty.duty_id for duty in state.duties if duty.owed)
    return (
        LearnerMoved(
            effective=command.since, worker_id=state.worker_id, employment_id=command.employment_id,
            workplace=command.workplace, duty_ids=owed,
        ),
    )  # fmt: skip


def owe_remedial(state: DutyBook, command: OweRemedial, facts: Facts[Policies]) -> Events:
    policies, today = facts.policies, facts.today
    asked = command.result in policies.remedial_results.on(today)
    if not asked or not state.employed or state.caused_by(DutyKind.REMEDIAL, command.result_id):
        return ()
    due = add_months(today, policies.remedial_within_months.on(today))
    hours, kinds = policies.remedial_hours.on(today), policies.remedial_kinds.on(today)
    remedial = opened(
        state, command.worker_id, DutyKind.REMEDIAL, today, due, hours, kinds, command.result_id, policies
    )
    return settle(state, (remedial,), policies)


def notice_overdue(state: DutyBook, command: NoticeOverdue, facts: Facts[Policies]) -> tuple[DutyOverdue, ...]:
    """Nothing where it was met, noticed, withdrawn in time or is not due yet."""
    duty = state.duty(command.duty_id)
    if duty is None or state.worker_id is None or duty.met_on is not None or duty.overdue_noticed:
        return ()
    withdrawn_in_time = duty.withdrawn_on is not None and duty.withdrawn_on <= duty.due
    if withdrawn_in_time or facts.today <= duty.due:
        return ()
    return (
        DutyOverdue(
            effective=duty.due + DAY, worker_id=state.worker_id, duty_id=duty.duty_id, kind=duty.kind, due=duty.due
        ),
    )


def waive(state: DutyBook, command: WaiveDuty, facts: Facts[Policies]) -> Events:
    """A waived rotation is followed by the next window, counted from today."""
    duty = state.duty(command.duty_id)
    if duty is None or state.worker_id is None:
        raise Rejected("duties.unknown", field="/duty_id")
    if duty.met_on is not None:
        raise Rejected("duties.already-met", field="/duty_id", met_on=duty.met_on)
    if duty.withdrawn_on is not None:
        return ()
    waived = withdrawn(state.worker_id, duty, facts.today, WithdrawalReason.WAIVED, command.ground)
    if duty.kind is not DutyKind.ROTATION:
        return settle(state, (waived,), facts.policies)
    opens = waived.effective + DAY
    after = rotation_opened(state, state.worker_id, opens, waived.effective, duty.duty_id, facts.policies)
    return settle(state, (waived, after), facts.policies)
