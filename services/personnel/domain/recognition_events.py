"""What can have happened to a recognition of earlier service (省内互认): asked for, papers checked, recognised or refused.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.seniority import RecognisedPeriod, ReportedResult
from shared.kernel import NATION, Region, record


class LedgerChange(StrEnum):
    """Add to the ledger, put a period right, take one out."""

    RECORD = "RECORD"
    CORRECT = "CORRECT"
    ANNUL = "ANNUL"


class PaperKind(StrEnum):
    """劳动合同、社保缴费记录、档案材料、单位证明、服务记录(已签名)、其他."""

    CONTRACT = "CONTRACT"
    INSURANCE_RECORD = "INSURANCE_RECORD"
    ARCHIVE = "ARCHIVE"
    EMPLOYER_LETTER = "EMPLOYER_LETTER"
    SERVICE_RECORD = "SERVICE_RECORD"
    OTHER_PAPER = "OTHER_PAPER"


class RecognitionStage(StrEnum):
    NONE = "NONE"
    REQUESTED = "REQUESTED"
    EVIDENCE_CHECKED = "EVIDENCE_CHECKED"
    RECOGNISED = "RECOGNISED"
    REFUSED = "REFUSED"


@record
class EvidencePaper:
    """`reference` is the number of the paper or where it lies; `sha256` of the file, where there is one."""

    kind: PaperKind
    reference: str
    sha256: str = ""


# Events


@record
class RecognitionRequested:
    """`record_hash` names the signed service record that the case rests on, empty without one."""

    effective: date
    worker_id: UUID
    case_id: UUID
    region: Region
    change: LedgerChange
    period_id: UUID | None
    periods: tuple[RecognisedPeriod, ...]
    deemed_months: int
    reason: str
    evidence: tuple[EvidencePaper, ...]
    record_hash: str
    requested_by: str


@record
class EvidenceChecked:
    effective: date
    worker_id: UUID
    case_id: UUID
    remark: str
    requested_by: str
    checked_by: str


@record
class RecordVerified:
    """The signature of a service record is genuine, its issuer trusted, its owner the worker: no paper is left to check."""

    effective: date
    worker_id: UUID
    case_id: UUID
    record_id: UUID
    issuer: str
    issued: date
    expires: date
    results: tuple[ReportedResult, ...]
    requested_by: str


@record
class YearsRecognised:
    effective: date
    worker_id: UUID
    case_id: UUID
    document: str
    recognised_by: str


@record
class RecognitionRefused:
    effective: date
    worker_id: UUID
    case_id: UUID
    record_hash: str
    reason: str
    refused_by: str


RecognitionEvent = RecognitionRequested | EvidenceChecked | RecordVerified | YearsRecognised | RecognitionRefused

# State


@record
class Recognition:
    region: Region = NATION
    stage: RecognitionStage = RecognitionStage.NONE
    asked: RecognitionRequested | None = None
    checked_by: str = ""
    results: tuple[ReportedResult, ...] = ()


def evolve(case: Recognition, event: RecognitionEvent) -> Recognition:
    match event:
        case RecognitionRequested():
            return Recognition(region=event.region, stage=RecognitionStage.REQUESTED, asked=event)
        case EvidenceChecked():
            return replace(case, stage=RecognitionStage.EVIDENCE_CHECKED, checked_by=event.checked_by)
        case RecordVerified(results=results):
            return replace(case, stage=RecognitionStage.EVIDENCE_CHECKED, results=results)
        case YearsRecognised():
            return replace(case, stage=RecognitionStage.RECOGNISED)
        case RecognitionRefused():
            return replace(case, stage=RecognitionStage.REFUSED)
