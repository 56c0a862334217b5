"""What can have happened to the papers of an employment: its status, drafts, signatures, kept texts, and contracts nobody wrote.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import Timeline, record


class EmploymentStatus(StrEnum):
    """On a labour contract; civil servant or institution staff (公务员、事业编制); in a public-welfare post (公益性岗位)."""

    CONTRACT = "CONTRACT"
    ESTABLISHED_STATUS = "ESTABLISHED_STATUS"
    PUBLIC_WELFARE = "PUBLIC_WELFARE"


class ContractParty(StrEnum):
    EMPLOYER = "EMPLOYER"
    WORKER = "WORKER"


# Events


@record
class StatusRecorded:
    """From the effective day the person works in this status; the later recording of a day wins."""

    effective: date
    worker_id: UUID
    fact_id: UUID
    status: EmploymentStatus
    document: str


@record
class ContractDrafted:
    """Effective = first day of the term; no end means open-ended. `digest` is the hash of the text both are to sign."""

    effective: date
    worker_id: UUID
    draft_id: UUID
    ends: date | None
    fixed_on_request: bool
    document: str
    digest: str


@record
class ContractPartySigned:
    """One of the two has signed the draft on the effective day."""

    effective: date
    worker_id: UUID
    draft_id: UUID
    party: ContractParty


@record
class ContractDraftWithdrawn:
    effective: date
    worker_id: UUID
    draft_id: UUID
    reason: str


@record
class ContractTextKept:
    """The text of a term is kept: its number and hash; `keep_until` at least two years after the end (art. 50), none while it
    has no end.
    """

    effective: date
    worker_id: UUID
    term: int
    document: str
    digest: str
    keep_until: date | None


@record
class ContractMissing:
    """No written contract: double wage is owed for `months` begun months since `since` (art. 82), so far."""

    effective: date
    worker_id: UUID
    since: date
    months: int
    next_step: date | None


@record
class ContractWritten:
    """Written late, on the effective day: double wage is owed for `months` begun months."""

    effective: date
    worker_id: UUID
    since: date
    months: int


@record
class OpenEndedDeemed:
    """A year without a written contract: an open-ended one is deemed to be (art. 14). `months` of double wage are owed."""

    effective: date
    worker_id: UUID
    since: date
    months: int


@record
class ContractRanOn:
    """More than a month after the end of the term the person still works and nobody objected (Interpretation II art. 11)."""

    effective: date
    worker_id: UUID
    ends: date


PaperEvent = (
    StatusRecorded | ContractDrafted | ContractPartySigned | ContractDraftWithdrawn | ContractTextKept | ContractMissing
    | ContractWritten | OpenEndedDeemed | ContractRanOn
)  # fmt: skip

# State


@record
class ContractDraft:
    draft_id: UUID
    starts: date
    ends: date | None
    fixed_on_request: bool
    document: str
    digest: str
    signed: tuple[tuple[ContractParty, date], ...] = ()

    def signed_by(self, party: ContractParty) -> bool:
        return any(each is party for each, _ in self.signed)


@record
class Papers:
    """`missing_months` is the last figure told; `deemed` the day from which the contract is deemed open-ended."""

    statuses: Timeline[EmploymentStatus] = Timeline()
    draft: ContractDraft | None = None
    missing_months: int = 0
    deemed: date | None = None
    ran_on: bool = False

    def status_on(self, day: date) -> EmploymentStatus:
        return self.statuses.on(day) or EmploymentStatus.CONTRACT


def evolve(papers: Papers, event: PaperEvent) -> Papers:
    match event:
        case StatusRecorded(effective=day, fact_id=id, status=status):
            return replace(papers, statuses=papers.statuses.record(id, day, status))
        case ContractDrafted():
            return replace(papers, draft=_draft(event))
        case ContractPartySigned(party=party, effective=day) if papers.draft is not None:
            signed = (*papers.draft.signed, (party, day))
            return replace(papers, draft=replace(papers.draft, signed=signed))
        case ContractDraftWithdrawn():
            return replace(papers, draft=None)
        case ContractMissing(months=months):
            return replace(papers, missing_months=months)
        case OpenEndedDeemed(effective=day, months=months):
            return replace(papers, deemed=day, missing_months=months)
        case ContractRanOn():
            return replace(papers, ran_on=True)
        case _:
            return papers


def agreed(papers: Papers) -> Papers:
    """After a term was signed or renewed: nothing is drafted and nothing ran on."""
    return replace(papers, draft=None, ran_on=False)


def _draft(event: ContractDrafted) -> ContractDraft:
    return ContractDraft(
        draft_id=event.draft_id, starts=event.effective, ends=event.ends, fixed_on_request=event.fixed_on_request,
        document=event.document, digest=event.digest,
    )  # fmt: skip
