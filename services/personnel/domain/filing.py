"""Secretaries are filed with the county's organisation department (P-09.5): the street submits, the department files or returns.

By default nobody is secretary in the system before that; a county may say otherwise (`filed_posts`).
"""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from services.personnel.domain.filing_events import (
    Filing,
    FilingAccepted,
    FilingCancelled,
    FilingCancelReason,
    FilingChanged,
    FilingEvent,
    FilingReturned,
    FilingStage,
    FilingSubject,
    FilingSubmitted,
    SecretaryFiled,
)
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, Rejected, record, same_hand

FILED: Final = "filing"
"""The reservation of what is filed: nobody files it twice."""

# Commands


@record
class SubmitFiling:
    """`starts` is the first day decided for the post that is filed, `document` the street's report."""

    worker_id: UUID
    filing_id: UUID
    community: Region
    subject: FilingSubject
    subject_id: UUID
    starts: date
    document: str


@record
class ResubmitFiling:
    """What was missing is there now."""

    document: str


@record
class AcceptFiling:
    """The papers are complete."""


@record
class ReturnFiling:
    reason: str


@record
class FileSecretary:
    """`number` is that of the department's register."""

    number: str


@record
class ChangeFiling:
    document: str
    reason: str


@record
class CancelFiling:
    reason: FilingCancelReason
    document: str


FilingCommand = (
    SubmitFiling | ResubmitFiling | AcceptFiling | ReturnFiling | FileSecretary | ChangeFiling | CancelFiling
)
Events = tuple[FilingEvent, ...]
_OPEN: Final = (FilingStage.SUBMITTED, FilingStage.ACCEPTED)
_ON_FILE: Final = (FilingStage.FILED, FilingStage.CHANGED)

_STAGES_OF: Final = {
    FilingCancelReason.WITHDRAWN: (*_OPEN, FilingStage.RETURNED),
    FilingCancelReason.LEFT_OFFICE: _ON_FILE,
    FilingCancelReason.SUBMITTED_WRONGLY: (*_OPEN, FilingStage.RETURNED, *_ON_FILE),
}

# Decisions


def submit(filing: Filing, command: SubmitFiling, facts: Facts[Policies]) -> Events:
    if filing.stage is not FilingStage.NONE:
        return ()
    return (
        FilingSubmitted(
            effective=facts.today, worker_id=command.worker_id, filing_id=command.filing_id,
            community=command.community, subject=command.subject, subject_id=command.subject_id,
            starts=command.starts, document=_said(command.document, "document"), due=_due(facts), submitted_by=facts.by,
        ),
    )  # fmt: skip


def resubmit(filing: Filing, command: ResubmitFiling, facts: Facts[Policies]) -> Events:
    before = _at(filing, FilingStage.RETURNED)
    return (
        FilingSubmitted(
            effective=facts.today, worker_id=before.worker_id, filing_id=before.filing_id, community=before.community,
            subject=before.subject, subject_id=before.subject_id, starts=before.starts,
            document=_said(command.document, "document"), due=_due(facts), submitted_by=facts.by,
        ),
    )  # fmt: skip


def accept(filing: Filing, facts: Facts[Policies]) -> Events:
    submitted = _checked(filing, facts, FilingStage.SUBMITTED)
    return (
        FilingAccepted(
            effective=facts.today, worker_id=submitted.worker_id, filing_id=submitted.filing_id, due=submitted.due,
            accepted_by=facts.by,
        ),
    )  # fmt: skip


def give_back(filing: Filing, command: ReturnFiling, facts: Facts[Policies]) -> Events:
    """Before or after the papers were found complete, with what is wrong."""
    submitted = _checked(filing, facts, *_OPEN)
    return (
        FilingReturned(
            effective=facts.today, worker_id=submitted.worker_id, filing_id=submitted.filing_id,
            reason=_said(command.reason, "reason"), returned_by=facts.by,
        ),
    )  # fmt: skip


def file(filing: Filing, command: FileSecretary, facts: Facts[Policies]) -> Events:
    """Only what was accepted; the post counts from its first day, or from today where that has passed."""
    submitted = _checked(filing, facts, FilingStage.ACCEPTED)
    return (
        SecretaryFiled(
            effective=facts.today, worker_id=submitted.worker_id, filing_id=submitted.filing_id,
            community=submitted.community, subject=submitted.subject, subject_id=submitted.subject_id,
            starts=max(submitted.starts, facts.today), number=_said(command.number, "number"), filed_by=facts.by,
        ),
    )  # fmt: skip


def change(filing: Filing, command: ChangeFiling, facts: Facts[Policies]) -> Events:
    submitted = _at(filing, *_ON_FILE)
    return (
        FilingChanged(
            effective=facts.today, worker_id=submitted.worker_id, filing_id=submitted.filing_id,
            document=_said(command.document, "document"), reason=_said(command.reason, "reason"), changed_by=facts.by,
        ),
    )  # fmt: skip


def cancel(filing: Filing, command: CancelFiling, facts: Facts[Policies]) -> Events:
    """What is on file is taken off when the secretary left office; what is not yet, is withdrawn."""
    if filing.stage is FilingStage.CANCELLED:
        return ()
    stages = _STAGES_OF[command.reason]
    submitted = _at(filing, *stages)
    return (
        FilingCancelled(
            effective=facts.today, worker_id=submitted.worker_id, filing_id=submitted.filing_id,
            subject_id=submitted.subject_id, reason=command.reason, document=_said(command.document, "document"),
            cancelled_by=facts.by,
        ),
    )  # fmt: skip


def _due(facts: Facts[Policies]) -> date:
    return facts.today + timedelta(days=facts.policies.filing_days.on(facts.today))


def _at(filing: Filing, *stages: FilingStage) -> FilingSubmitted:
    if filing.submitted is None or filing.stage not in stages:
        raise Rejected("filing.not-at-stage", stage=" / ".join(stages))
    return filing.submitted


def _checked(filing: Filing, facts: Facts[Policies], *stages: FilingStage) -> FilingSubmitted:
    """By another hand than the one that submitted."""
    submitted = _at(filing, *stages)
    if same_hand(submitted.submitted_by, facts.by):
        raise Rejected("filing.own-submission")
    return submitted


def _said(text: str, field: str) -> str:
    if not text.strip():
        raise Rejected(f"filing.{field}", field=f"/{field}")
    return text
