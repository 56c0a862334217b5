"""The papers of an employment: status, draft and both signatures, the kept text, and what follows where nobody wrote one
(Labour Contract Law arts. 10, 14, 50, 82; Implementing Regulation art. 12).
"""

from datetime import date
from uuid import UUID

from services.personnel.domain import contracts
from services.personnel.domain.contract_events import (
    ContractDraft,
    ContractDrafted,
    ContractDraftWithdrawn,
    ContractMissing,
    ContractParty,
    ContractPartySigned,
    ContractRanOn,
    EmploymentStatus,
    OpenEndedDeemed,
    PaperEvent,
    StatusRecorded,
)
from services.personnel.domain.contracts import MOST_DOUBLE_MONTHS, RenewContract, SignContract, double_wage_months
from services.personnel.domain.employment import Employment, EmploymentEvent
from services.personnel.domain.policies import Policies
from shared.kernel import DAY, Facts, Rejected, add_months, record

# Commands


@record
class RecordStatus:
    """Civil servants and institution staff have neither a contract nor grade pay here (P-12.4)."""

    fact_id: UUID
    status: EmploymentStatus
    since: date
    document: str = ""


@record
class DraftContract:
    """The first contract from `starts` on, or what follows the term that runs; `digest` is the hash of the text."""

    draft_id: UUID
    starts: date | None
    ends: date | None
    fixed_on_request: bool
    document: str
    digest: str


@record
class SignDraft:
    """With the second signature the contract is signed."""

    party: ContractParty
    on: date


@record
class WithdrawDraft:
    reason: str


@record
class NoticeMissing:
    """The calendar: a month more has begun without a written contract."""


@record
class NoticeRunOn:
    """The calendar: the term ended a month ago."""


PaperCommand = RecordStatus | DraftContract | SignDraft | WithdrawDraft | NoticeMissing | NoticeRunOn

# Decisions


def decide(employment: Employment, command: PaperCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    match command:
        case RecordStatus():
            return record_status(employment, command)
        case DraftContract():
            return draft(employment, command, facts)
        case SignDraft():
            return sign_draft(employment, command, facts)
        case WithdrawDraft():
            return withdraw(employment, command, facts)
        case NoticeMissing():
            return notice_missing(employment, facts)
        case NoticeRunOn():
            return notice_run_on(employment, facts)


def record_status(employment: Employment, command: RecordStatus) -> tuple[PaperEvent, ...]:
    worker = contracts.running(employment)
    if command.since < employment.starts:
        raise Rejected("contracts.status-day", field="/since")
    if command.status is EmploymentStatus.ESTABLISHED_STATUS and employment.term is not None:
        raise Rejected("contracts.established-with-contract", field="/status")
    if employment.papers.statuses.told(command.fact_id, command.since, command.status):
        return ()
    return (
        StatusRecorded(
            effective=command.since, worker_id=worker, fact_id=command.fact_id, status=command.status,
            document=command.document,
        ),
    )  # fmt: skip


def draft(employment: Employment, command: DraftContract, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    """What could not be signed is not drafted either."""
    worker = contracts.running(employment)
    if employment.papers.draft is not None:
        raise Rejected("contracts.draft-open")
    if not command.document.strip() or not command.digest.strip():
        raise Rejected("contracts.text", field="/document")
    drafted = ContractDraft(
        draft_id=command.draft_id, starts=_first_day(employment, command), ends=command.ends,
        fixed_on_request=command.fixed_on_request, document=command.document, digest=command.digest,
    )  # fmt: skip
    _agreed(employment, drafted, facts)
    return (
        ContractDrafted(
            effective=drafted.starts, worker_id=worker, draft_id=command.draft_id, ends=command.ends,
            fixed_on_request=command.fixed_on_request, document=command.document, digest=command.digest,
        ),
    )  # fmt: skip


def _first_day(employment: Employment, command: DraftContract) -> date:
    """What follows a term begins the day after it, whatever was said."""
    term = employment.term
    if term is None:
        return command.starts or employment.starts
    if term.ends is None:
        raise Rejected("contracts.open-ended")
    return term.ends + DAY


def _agreed(employment: Employment, drafted: ContractDraft, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    days = [day for _, day in drafted.signed]
    if employment.term is None:
        signed = SignContract(
            starts=drafted.starts, ends=drafted.ends, document=drafted.document, digest=drafted.digest,
            written_on=max(days, default=None),
        )  # fmt: skip
        return contracts.sign(employment, signed, facts)
    renewed = RenewContract(
        ends=drafted.ends, fixed_on_request=drafted.fixed_on_request, document=drafted.document, digest=drafted.digest
    )
    return contracts.renew(employment, renewed, facts)


def sign_draft(employment: Employment, command: SignDraft, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, drafted = contracts.running(employment), employment.papers.draft
    if drafted is None:
        raise Rejected("contracts.no-draft")
    if drafted.signed_by(command.party):
        return ()
    if command.on > facts.today:
        raise Rejected("contracts.signature-day", field="/on")
    signature = ContractPartySigned(
        effective=command.on, worker_id=worker, draft_id=drafted.draft_id, party=command.party
    )
    if not drafted.signed:
        return (signature,)
    both = ContractDraft(
        draft_id=drafted.draft_id, starts=drafted.starts, ends=drafted.ends, fixed_on_request=drafted.fixed_on_request,
        document=drafted.document, digest=drafted.digest, signed=(*drafted.signed, (command.party, command.on)),
    )  # fmt: skip
    return (signature, *_agreed(employment, both, facts))


def withdraw(employment: Employment, command: WithdrawDraft, facts: Facts[Policies]) -> tuple[PaperEvent, ...]:
    worker, drafted = contracts.running(employment), employment.papers.draft
    if drafted is None:
        raise Rejected("contracts.no-draft")
    if not command.reason.strip():
        raise Rejected("contracts.reason", field="/reason")
    return (
        ContractDraftWithdrawn(
            effective=facts.today, worker_id=worker, draft_id=drafted.draft_id, reason=command.reason
        ),
    )


def notice_missing(employment: Employment, facts: Facts[Policies]) -> tuple[PaperEvent, ...]:
    """Told once for every month that has begun; after a year the contract is deemed open-ended, once."""
    worker, papers = employment.worker_id, employment.papers
    if worker is None or employment.term is not None or employment.last_day is not None or papers.deemed is not None:
        return ()
    if papers.status_on(facts.today) is EmploymentStatus.ESTABLISHED_STATUS:
        return ()
    since, year = add_months(employment.starts, 1), add_months(employment.starts, 12)
    if facts.today >= year:
        return (OpenEndedDeemed(effective=year, worker_id=worker, since=since, months=MOST_DOUBLE_MONTHS),)
    months = double_wage_months(employment.starts, facts.today + DAY)
    if months <= papers.missing_months:
        return ()
    following = add_months(employment.starts, months + 1)
    missing = ContractMissing(effective=facts.today, worker_id=worker, since=since, months=months, next_step=following)
    return (missing,)


def notice_run_on(employment: Employment, facts: Facts[Policies]) -> tuple[PaperEvent, ...]:
    worker, term = employment.worker_id, employment.term
    if worker is None or term is None or term.ends is None or employment.last_day is not None:
        return ()
    if employment.papers.ran_on or facts.today <= add_months(term.ends, 1):
        return ()
    return (ContractRanOn(effective=facts.today, worker_id=worker, ends=term.ends),)
