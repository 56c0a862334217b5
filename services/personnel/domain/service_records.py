"""The service record (服务记录) that goes with a leaver: issued from the ledger, signed outside, accepted where somebody arrives."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.recognition import RequestRecognition, request
from services.personnel.domain.recognition_events import (
    EvidencePaper,
    LedgerChange,
    PaperKind,
    Recognition,
    RecognitionEvent,
    RecordVerified,
)
from services.personnel.domain.seniority import RecognisedPeriod, ReportedResult, clocks_on
from services.personnel.domain.seniority_events import (
    EmployerKind,
    IssueReason,
    SeniorityEvent,
    ServiceRecordIssued,
)
from services.personnel.domain.service_periods import Seniority
from shared.kernel import DAY, Facts, Region, Rejected, record

# Issued


@record
class IssueServiceRecord:
    record_id: UUID
    reason: IssueReason


def issue(ledger: Seniority, command: IssueServiceRecord, facts: Facts[Policies]) -> tuple[SeniorityEvent, ...]:
    if ledger.worker_id is None:
        raise Rejected("service-records.nothing-known")
    if command.record_id in ledger.records:
        return ()
    if command.reason is IssueReason.REQUESTED and ledger.handed_out == (facts.today, ledger.changes):
        raise Rejected("service-records.issued-today")
    valid = facts.policies.service_record_valid_days.on(facts.today)
    return (
        ServiceRecordIssued(
            effective=facts.today, worker_id=ledger.worker_id, record_id=command.record_id, reason=command.reason,
            expires=facts.today + timedelta(days=valid), ledger_version=ledger.changes,
        ),
    )  # fmt: skip


def content(ledger: Seniority, issued: ServiceRecordIssued, person: str, policies: Policies) -> dict[str, Any]:
    """What the record says, as it is signed: `person` finds the owner again without naming him."""
    told = clocks_on(ledger, issued.effective, policies)
    return {
        "record_id": str(issued.record_id), "person": person, "region": ledger.region, "issued": str(issued.effective),
        "expires": str(issued.expires), "ledger_version": issued.ledger_version,
        "clocks": {
            "community_work": told.community_work, "employer": told.employer, "working": told.working, "insured": told.insured,
        },
        "periods": [
            {
                "starts": str(p.starts), "ends": None if p.ends is None else str(p.ends), "employer": p.employer,
                "employer_kind": p.employer_kind.value, "province": p.province, "source": p.source.value,
                "counted": p.counted, "why": p.why.value, "insured": p.insured,
            }
            for p in ledger.periods
            if p.starts < issued.effective
        ],
        "results": [
            {"year": r.year, "result": r.result, "counts": r.counts} for r in sorted(ledger.results, key=lambda r: r.year)
        ],
    }  # fmt: skip


# Accepted


@record
class AcceptServiceRecord:
    """A record whose signature was checked, and whose `person` is (`matches`) the worker it was brought for."""

    worker_id: UUID
    case_id: UUID
    region: Region
    issuer: str
    record_id: UUID
    record_hash: str
    matches: bool
    issued: date
    expires: date
    periods: tuple[RecognisedPeriod, ...]
    results: tuple[ReportedResult, ...]


def accept(case: Recognition, command: AcceptServiceRecord, facts: Facts[Policies]) -> tuple[RecognitionEvent, ...]:
    """A recognition whose papers are checked by arithmetic: another hand still decides."""
    if case.asked is not None:
        return ()
    if not command.matches:
        raise Rejected("service-records.another-person", field="/record")
    if command.issued > facts.today:
        raise Rejected("service-records.not-yet", field="/record")
    if command.expires < facts.today:
        raise Rejected("service-records.expired", field="/record", expires=command.expires.isoformat())
    paper = EvidencePaper(kind=PaperKind.SERVICE_RECORD, reference=str(command.record_id), sha256=command.record_hash)
    asked = RequestRecognition(
        worker_id=command.worker_id, case_id=command.case_id, region=command.region, change=LedgerChange.RECORD,
        period_id=None, periods=command.periods, deemed_months=0, reason=command.issuer, evidence=(paper,),
        record_hash=command.record_hash,
    )  # fmt: skip
    verified = RecordVerified(
        effective=facts.today, worker_id=command.worker_id, case_id=command.case_id, record_id=command.record_id,
        issuer=command.issuer, issued=command.issued, expires=command.expires, results=command.results,
        requested_by=facts.by,
    )  # fmt: skip
    return (*request(case, asked, facts), verified)


def read(
    said: Mapping[str, Any], *, issuer: str, hash: str, person: str, worker_id: UUID, case_id: UUID, region: Region
) -> AcceptServiceRecord:
    """A record's content as the command; a period that was still running ends the day before it was issued.

    Raises KeyError, TypeError, ValueError for what is no content of a record.
    """
    issued = date.fromisoformat(said["issued"])
    return AcceptServiceRecord(
        worker_id=worker_id, case_id=case_id, region=region, issuer=issuer, record_id=UUID(said["record_id"]),
        record_hash=hash, matches=said["person"] == person, issued=issued, expires=date.fromisoformat(said["expires"]),
        periods=tuple(_period(each, issuer, issued) for each in said["periods"]),
        results=tuple(ReportedResult(year=r["year"], result=r["result"], counts=r["counts"]) for r in said["results"]),
    )  # fmt: skip


def _period(said: Mapping[str, Any], issuer: str, issued: date) -> RecognisedPeriod:
    last = issued - DAY if said["ends"] is None else date.fromisoformat(said["ends"])
    return RecognisedPeriod(
        starts=date.fromisoformat(said["starts"]), ends=min(last, issued - DAY), employer=said["employer"] or issuer,
        employer_kind=EmployerKind(said["employer_kind"]), province=said["province"], insured=said["insured"],
    )  # fmt: skip
