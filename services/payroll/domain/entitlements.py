"""Entitlements: what personnel and assessment told of a person, remembered with both dates; nothing is ever overwritten."""

from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.coverage_events import CoverageAct, CoverageOwed, owed
from services.payroll.domain.employment_commands import ResumePay as ResumePay
from services.payroll.domain.employment_commands import SetCostCentre as SetCostCentre
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.entitlement_events import (
    CertificateHeld,
    ContractAgreed,
    CostCentreSet,
    FactEvent,
    GradeGiven,
    GradeWithdrawn,
    PayEnrolled,
    PayResumed,
    PayStopped,
    PostLeft,
    PostTaken,
    ResultGiven,
    fact_of,
)
from services.payroll.domain.facts import FactKind
from services.payroll.domain.final_pay import final_pay_owed
from services.payroll.domain.final_pay_events import FinalPayOwed
from services.payroll.domain.policies import Policies
from services.payroll.domain.post_returns import returned
from shared.kernel import Facts, Region, Rejected, WorkerName, level, record

HIRED_TO_INSTITUTION: Final = "HIRED_TO_INSTITUTION"
"""The ground on which grade pay stops while the person goes on working (P-13.3)."""

# Commands: each carries the id of the published event it was heard with


@record
class Enrol:
    worker_id: UUID
    employment_id: UUID
    name: WorkerName
    employer: Region
    workplace: Region
    category: str
    post_category: str
    starts: date
    cause: UUID


@record
class StopPay:
    worker_id: UUID
    employment_id: UUID
    ground: str
    last_day: date
    severance: bool
    employed_since: date
    cause: UUID


@record
class GiveGrade:
    worker_id: UUID
    decision_id: UUID
    effective: date
    post_category: str
    grade: int
    scheme: str
    scheme_version: int
    cause: UUID


@record
class WithdrawGrade:
    worker_id: UUID
    decision_id: UUID
    effective: date
    cause: UUID


@record
class HoldCertificate:
    worker_id: UUID
    level: str
    registered_on: date
    cause: UUID


@record
class GiveResult:
    worker_id: UUID
    result_id: UUID
    effective: date
    year: int
    result: str
    cause: UUID


@record
class TakePost:
    worker_id: UUID
    appointment_id: UUID
    post: str
    post_category: str
    starts: date
    term_ends: date
    cause: UUID


@record
class LeavePost:
    worker_id: UUID
    appointment_id: UUID
    post: str
    last_day: date
    cause: UUID


@record
class AgreeContract:
    worker_id: UUID
    employment_id: UUID
    starts: date
    ends: date | None
    cause: UUID


HeardCommand = (
    Enrol | StopPay | ResumePay | SetCostCentre | GiveGrade | WithdrawGrade | HoldCertificate | GiveResult | TakePost
    | LeavePost | AgreeContract
)  # fmt: skip

# Decisions


def hear(
    entitlement: Entitlement, command: HeardCommand, facts: Facts[Policies]
) -> tuple[FactEvent | CoverageOwed | FinalPayOwed, ...]:
    """Whatever says nothing new is harmless; so are a hire that another system pays and the exit from one."""
    if (
        isinstance(command, StopPay | ResumePay | SetCostCentre)
        and entitlement.fact(FactKind.ENROLLED, command.employment_id) is None
    ):
        return ()
    if isinstance(command, Enrol) and command.category not in facts.policies.paid_by_grade.on(facts.today):
        return ()
    if isinstance(command, WithdrawGrade) and entitlement.fact(FactKind.GRADE, command.decision_id) is None:
        return ()
    if isinstance(command, StopPay) and _left_grade_pay(entitlement, command):
        return ()
    event = _event(command, facts)
    fact = fact_of(event)
    known = entitlement.fact(*fact.key)
    back = returned(entitlement, event)
    if fact.same_as(known):
        return back
    last = (final_pay_owed(event, facts.policies),) if isinstance(event, PayStopped) else ()
    return (*back, event, *(_owed(event, facts) if known is None else ()), *last)


def _owed(event: FactEvent, facts: Facts[Policies]) -> tuple[CoverageOwed, ...]:
    """What the bureaus have to be told. Who was taken over from paper is enrolled already."""
    match event:
        case PayEnrolled(effective=day) if event.pay_from == day:
            return (owed(event.worker_id, event.employment_id, CoverageAct.ENROL, day, facts.policies),)
        case PayStopped(effective=day):
            return (owed(event.worker_id, event.employment_id, CoverageAct.SUSPEND, day, facts.policies),)
        case _:
            return ()


def _left_grade_pay(entitlement: Entitlement, command: StopPay) -> bool:
    """Whoever an institution hired is paid there: a later exit does not bring the days between back."""
    known = entitlement.fact(FactKind.STOPPED, command.employment_id)
    return known is not None and known.word == HIRED_TO_INSTITUTION and known.effective < command.last_day


def _event(command: HeardCommand, facts: Facts[Policies]) -> FactEvent:  # noqa: C901  one match
    match command:
        case Enrol():
            return _enrolled(command, facts)
        case StopPay():
            return PayStopped(
                effective=command.last_day, worker_id=command.worker_id, employment_id=command.employment_id,
                ground=command.ground, severance=command.severance, employed_since=command.employed_since,
                cause=command.cause,
            )  # fmt: skip
        case SetCostCentre():
            return CostCentreSet(
                effective=command.starts, worker_id=command.worker_id, employment_id=command.employment_id,
                transfer_id=command.transfer_id, workplace=command.workplace, annulled=command.annulled,
                cause=command.cause,
            )  # fmt: skip
        case ResumePay(worker_id=worker, employment_id=id, was=was, cause=cause):
            return PayResumed(effective=was, worker_id=worker, employment_id=id, cause=cause)
        case GiveGrade():
            return GradeGiven(
                effective=command.effective, worker_id=command.worker_id, decision_id=command.decision_id,
                post_category=command.post_category, grade=command.grade, scheme=command.scheme,
                scheme_version=command.scheme_version, cause=command.cause,
            )  # fmt: skip
        case WithdrawGrade():
            return GradeWithdrawn(
                effective=command.effective, worker_id=command.worker_id, decision_id=command.decision_id,
                cause=command.cause,
            )  # fmt: skip
        case HoldCertificate(worker_id=worker, registered_on=day):
            return CertificateHeld(effective=day, worker_id=worker, level=command.level, cause=command.cause)
        case GiveResult():
            return ResultGiven(
                effective=command.effective, worker_id=command.worker_id, result_id=command.result_id,
                year=command.year, result=command.result, cause=command.cause,
            )  # fmt: skip
        case TakePost():
            return PostTaken(
                effective=command.starts, worker_id=command.worker_id, appointment_id=command.appointment_id,
                post=command.post, post_category=command.post_category, term_ends=command.term_ends,
                cause=command.cause,
            )  # fmt: skip
        case LeavePost():
            return PostLeft(
                effective=command.last_day, worker_id=command.worker_id, appointment_id=command.appointment_id,
                post=command.post, cause=command.cause,
            )  # fmt: skip
        case AgreeContract():
            return ContractAgreed(
                effective=command.starts, worker_id=command.worker_id, employment_id=command.employment_id,
                ends=command.ends, cause=command.cause,
            )  # fmt: skip


def _enrolled(command: Enrol, facts: Facts[Policies]) -> PayEnrolled:
    """Heard of long after the first day: paid on paper till then, from the month of hearing by us."""
    if level(command.employer) not in ("city", "county", "street"):
        raise Rejected("entitlements.employer")
    late = (facts.today - command.starts).days > facts.policies.takeover_after_days.on(facts.today)
    return PayEnrolled(
        effective=command.starts, worker_id=command.worker_id, employment_id=command.employment_id, name=command.name,
        employer=command.employer, workplace=command.workplace, category=command.category,
        post_category=command.post_category, pay_from=facts.today.replace(day=1) if late else command.starts,
        cause=command.cause,
    )  # fmt: skip
