"""Grade decisions (等级评定): reviewed by the street, approved by the county, effective on their day, however late."""

from datetime import date
from uuid import UUID

from services.personnel.domain.grade_derivation import dropped
from services.personnel.domain.grade_events import (
    Fate,
    GradeDecided,
    GradeDropped,
    GradeEvent,
    GradeReviewed,
    GradeRevoked,
    GradingClosed,
    GradingReopened,
)
from services.personnel.domain.grading import Grading, Proposal
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Rejected, record, same_hand

# Commands


@record
class ReviewProposal:
    """The street agrees or refuses; a refusal needs a remark."""

    proposal_id: UUID
    agreed: bool
    remark: str = ""


@record
class ApproveProposal:
    """The county decides; `document` is the number of the decision, a refusal needs a remark."""

    proposal_id: UUID
    agreed: bool
    document: str = ""
    remark: str = ""


@record
class RevokeDecision:
    """The county takes a decision back: it never counted, the one before holds again."""

    decision_id: UUID
    reason: str
    document: str


@record
class CloseGrading:
    last_day: date


@record
class ReopenGrading:
    """An exit is undone."""


DecisionCommand = ReviewProposal | ApproveProposal | RevokeDecision | CloseGrading | ReopenGrading

# Decisions


def review(grading: Grading, command: ReviewProposal, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    proposal = _open(grading, command.proposal_id)
    if proposal.reviewed_by is not None:
        raise Rejected("grades.reviewed")
    if not command.agreed:
        return (_refused(grading, proposal, Fate.STREET_REFUSED, command.remark, facts),)
    return (
        GradeReviewed(
            effective=facts.today, worker_id=_worker(grading), proposal_id=proposal.proposal_id,
            reviewed_by=facts.by, remark=command.remark,
        ),
    )  # fmt: skip


def approve(grading: Grading, command: ApproveProposal, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    proposal = _open(grading, command.proposal_id)
    if proposal.reviewed_by is None:
        raise Rejected("grades.not-reviewed")
    if same_hand(proposal.reviewed_by, facts.by):
        raise Rejected("grades.own-review")
    if not command.agreed:
        return (_refused(grading, proposal, Fate.COUNTY_REFUSED, command.remark, facts),)
    if not command.document.strip():
        raise Rejected("grades.document", field="/document")
    return (
        GradeDecided(
            effective=proposal.effective, worker_id=_worker(grading), decision_id=proposal.proposal_id,
            trigger=proposal.trigger, post_category=proposal.post_category, grade=proposal.grade,
            scheme=proposal.scheme, scheme_version=proposal.scheme_version, document=command.document,
            until=min((e.effective for e in grading.held.entries if e.effective > proposal.effective), default=None),
        ),
    )  # fmt: skip


def revoke(grading: Grading, command: RevokeDecision, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    entry = next((e for e in grading.held.entries if e.fact == command.decision_id), None)
    if entry is None:
        raise Rejected("grades.no-decision", field="/decision_id")
    if not command.document.strip():
        raise Rejected("grades.document", field="/document")
    if not command.reason.strip():
        raise Rejected("grades.reason", field="/reason")
    before = grading.held.annul(command.decision_id).entry_on(entry.effective)
    return (
        GradeRevoked(
            effective=entry.effective, worker_id=_worker(grading), decision_id=command.decision_id, reason=command.reason,
            document=command.document, revoked_by=facts.by, grade=None if before is None else before.value.grade,
            post_category=entry.value.post_category if before is None else before.value.post_category,
            since=None if before is None else before.effective, current=grading.held.entries[-1] == entry,
        ),
    )  # fmt: skip


def close(grading: Grading, command: CloseGrading, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """What would take effect after the last day goes no further; what concerns earlier days is still decided."""
    if grading.worker_id is None or grading.closed is not None:
        return ()
    late = [p for p in grading.proposals if p.effective > command.last_day]
    closed = GradingClosed(effective=command.last_day, worker_id=grading.worker_id)
    return (*(dropped(grading, p, Fate.LEFT, facts) for p in late), closed)


def reopen(grading: Grading, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """What was dropped with the exit is proposed anew by what brings it: the calendar asks on the next day."""
    if grading.worker_id is None or grading.closed is None:
        return ()
    return (GradingReopened(effective=facts.today, worker_id=grading.worker_id, next_step=facts.today),)


def _open(grading: Grading, proposal_id: UUID) -> Proposal:
    found = grading.proposal(proposal_id)
    if found is None:
        raise Rejected("grades.no-proposal", field="/proposal_id")
    return found


def _refused(
    grading: Grading, proposal: Proposal, fate: Fate, remark: str, facts: Facts[Policies]
) -> GradeDropped:  # fmt: skip
    if not remark.strip():
        raise Rejected("grades.remark", field="/remark")
    return dropped(grading, proposal, fate, facts, remark)


def _worker(grading: Grading) -> UUID:
    assert grading.worker_id is not None
    return grading.worker_id
