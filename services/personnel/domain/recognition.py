"""Recognition of earlier service (省内互认, P-04.6): asked for with papers, checked, recognised by another hand; inside a province."""

from typing import Final
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.recognition_events import (
    EvidenceChecked,
    EvidencePaper,
    LedgerChange,
    PaperKind,
    Recognition,
    RecognitionEvent,
    RecognitionRefused,
    RecognitionRequested,
    RecognitionStage,
    YearsRecognised,
)
from services.personnel.domain.seniority import (
    AnnulPeriod,
    CorrectPeriod,
    CreditYears,
    RecognisedPeriod,
    SeniorityCommand,
)
from services.personnel.domain.seniority_events import PeriodSource
from shared.kernel import Facts, Region, Rejected, record, same_hand, segments

SERVICE_RECORD: Final = "service-record"
"""The reservation of a signed service record by its hash: the same paper is accepted once."""

# Commands


@record
class RequestRecognition:
    """RECORD asks for periods or deemed months, CORRECT for the one period with other days, ANNUL for none of it.

    `region` is where the person works.
    """

    worker_id: UUID
    case_id: UUID
    region: Region
    change: LedgerChange
    period_id: UUID | None
    periods: tuple[RecognisedPeriod, ...]
    deemed_months: int
    reason: str
    evidence: tuple[EvidencePaper, ...]
    record_hash: str = ""


@record
class CheckEvidence:
    """The papers were seen and say so."""

    remark: str = ""


@record
class RecogniseYears:
    """`document` is the number of the decision."""

    document: str


@record
class RefuseRecognition:
    reason: str


RecognitionCommand = RequestRecognition | CheckEvidence | RecogniseYears | RefuseRecognition

# Decisions


def request(case: Recognition, command: RequestRecognition, facts: Facts[Policies]) -> tuple[RecognitionEvent, ...]:
    if case.asked is not None:
        return ()
    if not command.reason.strip():
        raise Rejected("recognition.reason", field="/reason")
    if not command.evidence or not all(paper.reference.strip() for paper in command.evidence):
        raise Rejected("recognition.evidence", field="/evidence")
    _check_shape(command)
    for period in command.periods:
        _check_period(period, command.region, facts)
    longest = facts.policies.deemed_longest_months.on(facts.today)
    if not 0 <= command.deemed_months <= longest:
        raise Rejected("recognition.deemed", field="/deemed_months", longest=longest)
    return (
        RecognitionRequested(
            effective=facts.today, worker_id=command.worker_id, case_id=command.case_id, region=command.region,
            change=command.change, period_id=command.period_id, periods=command.periods,
            deemed_months=command.deemed_months, reason=command.reason, evidence=command.evidence,
            record_hash=command.record_hash, requested_by=facts.by,
        ),
    )  # fmt: skip


def _check_shape(command: RequestRecognition) -> None:
    """What each change needs, no more and no less."""
    named, periods = command.period_id is not None, len(command.periods)
    fits = {
        LedgerChange.RECORD: not named and (periods or command.deemed_months),
        LedgerChange.CORRECT: named and periods == 1 and not command.deemed_months,
        LedgerChange.ANNUL: named and not periods and not command.deemed_months,
    }
    if not fits[command.change]:
        raise Rejected("recognition.shape", field="/change")


def _check_period(period: RecognisedPeriod, region: Region, facts: Facts[Policies]) -> None:
    """Past days in order; community work of another province only where policy opens it."""
    if period.ends < period.starts or period.ends >= facts.today:
        raise Rejected("recognition.days", field="/periods")
    if not period.employer.strip():
        raise Rejected("recognition.employer", field="/periods")
    is_community_work = period.employer_kind in facts.policies.community_work_kinds.on(facts.today)
    open_to = (segments(region)[0], *facts.policies.recognised_provinces.on(facts.today))
    if is_community_work and period.province not in open_to:
        raise Rejected("recognition.other-province", field="/periods", province=period.province)


def check_evidence(case: Recognition, command: CheckEvidence, facts: Facts[Policies]) -> tuple[RecognitionEvent, ...]:
    asked = _at(case, RecognitionStage.REQUESTED)
    return (
        EvidenceChecked(
            effective=facts.today, worker_id=asked.worker_id, case_id=asked.case_id, remark=command.remark,
            requested_by=asked.requested_by, checked_by=facts.by,
        ),
    )  # fmt: skip


def recognise(case: Recognition, command: RecogniseYears, facts: Facts[Policies]) -> tuple[RecognitionEvent, ...]:
    asked = _at(case, RecognitionStage.EVIDENCE_CHECKED)
    _another_hand(case, asked, facts)
    if not command.document.strip():
        raise Rejected("recognition.document", field="/document")
    return (
        YearsRecognised(
            effective=facts.today, worker_id=asked.worker_id, case_id=asked.case_id, document=command.document,
            recognised_by=facts.by,
        ),
    )  # fmt: skip


def refuse(case: Recognition, command: RefuseRecognition, facts: Facts[Policies]) -> tuple[RecognitionEvent, ...]:
    asked = _at(case, RecognitionStage.REQUESTED, RecognitionStage.EVIDENCE_CHECKED)
    _another_hand(case, asked, facts)
    if not command.reason.strip():
        raise Rejected("recognition.reason", field="/reason")
    return (
        RecognitionRefused(
            effective=facts.today, worker_id=asked.worker_id, case_id=asked.case_id, record_hash=asked.record_hash,
            reason=command.reason, refused_by=facts.by,
        ),
    )  # fmt: skip


def _at(case: Recognition, *stages: RecognitionStage) -> RecognitionRequested:
    if case.asked is None or case.stage not in stages:
        raise Rejected("recognition.stage", stage=case.stage.value)
    return case.asked


def _another_hand(case: Recognition, asked: RecognitionRequested, facts: Facts[Policies]) -> None:
    if any(same_hand(by, facts.by) for by in (asked.requested_by, case.checked_by)):
        raise Rejected("recognition.own-request")


def change_of(case: Recognition) -> SeniorityCommand:
    """What a recognised case asks of the ledger."""
    asked = case.asked
    assert asked is not None
    evidence = tuple(f"{paper.kind.value} {paper.sha256 or paper.reference}" for paper in asked.evidence)
    match asked.change:
        case LedgerChange.RECORD:
            signed = any(paper.kind is PaperKind.SERVICE_RECORD for paper in asked.evidence) and asked.record_hash
            return CreditYears(
                worker_id=asked.worker_id, region=asked.region, case_id=asked.case_id,
                source=PeriodSource.SERVICE_RECORD if signed else PeriodSource.RECOGNITION, periods=asked.periods,
                deemed_months=asked.deemed_months, reason=asked.reason, evidence=evidence, results=case.results,
            )  # fmt: skip
        case LedgerChange.CORRECT:
            assert asked.period_id is not None
            (right,) = asked.periods
            return CorrectPeriod(
                case_id=asked.case_id,
                period_id=asked.period_id,
                starts=right.starts,
                ends=right.ends,
                reason=asked.reason,
            )
        case LedgerChange.ANNUL:
            assert asked.period_id is not None
            return AnnulPeriod(case_id=asked.case_id, period_id=asked.period_id, reason=asked.reason)
