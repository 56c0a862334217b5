"""The days personnel waits for: the next step of a contract's expiry, of a grade, of forgetting; a place is free."""

from datetime import date
from typing import Any
from uuid import UUID

from services.personnel.domain import (
    applicant_events,
    campaign_events,
    conversion_events,
    delegates,
    erasure_events,
    foreign_posts,
    grade_events,
    headcount_events,
    leave_events,
    light_records,
    problem_events,
    secondments,
)
from services.personnel.domain import appointment_events as posts
from services.personnel.domain import archive_events as archives
from services.personnel.domain import borrow_events as borrow
from services.personnel.domain import contract_events as papers
from services.personnel.domain import employment as spell
from services.personnel.domain import exit_events as exits
from services.personnel.domain import party_post_events as party
from services.personnel.domain import qualification_events as certified
from services.personnel.domain import transfer_events as transfers
from services.personnel.domain.profile_events import IdentityCorrected
from services.personnel.domain.retirement_notice import first_look
from services.personnel.domain.worker import QualificationEnded
from shared.kernel import DAY, Recorded, add_months
from shared.readmodel import Drop, Patch, Projection, Put, RowChange, due
from shared.readmodel.tasks import CHINA

_WHILE_EMPLOYED = ("contract-expiry", "contract-missing", "contract-ran-on")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    id, event = recorded.stream_id, recorded.event
    match event:
        case spell.Hired(effective=starts):
            retirement = _wait("retirement", "worker", event.worker_id, first_look(starts, event.birth_month))
            return (_wait("contract-missing", "employment", id, add_months(starts, 1)), retirement)
        case (
            exits.RetirementReckoned(worker_id=worker, next_look=day)
            | exits.RetirementClassRecorded(worker_id=worker, effective=day)
        ):
            return (_wait("retirement", "worker", worker, day),)
        case IdentityCorrected(effective=day):
            return (Patch(due, kind="retirement", stream_type="worker", stream_id=id, day=day),)
        case spell.ContractSigned(next_notice=day, ends=ends) | spell.ContractRenewed(next_notice=day, ends=ends):
            ran_on = None if ends is None else add_months(ends, 1) + DAY
            written = Drop(due, kind="contract-missing", stream_type="employment", stream_id=id)
            expiry = _wait("contract-expiry", "employment", id, day)
            return (expiry, written, _wait("contract-ran-on", "employment", id, ran_on))
        case papers.ContractMissing(next_step=day):
            return (_wait("contract-missing", "employment", id, day),)
        case papers.OpenEndedDeemed():
            return (Drop(due, kind="contract-missing", stream_type="employment", stream_id=id),)
        case papers.ContractRanOn():
            return (Drop(due, kind="contract-ran-on", stream_type="employment", stream_id=id),)
        case spell.ContractExpiring(next_notice=day):
            return (_wait("contract-expiry", "employment", id, day),)
        case spell.Exited(effective=last_day) | exits.ExitCorrected(effective=last_day):
            settled = tuple(Drop(due, kind=kind, stream_type="employment", stream_id=id) for kind in _WHILE_EMPLOYED)
            free = _wait("place-free", "employment", id, last_day + DAY)
            papers_due = _wait("exit-papers", "employment", id, event.papers_due + DAY)
            gone = Drop(due, kind="retirement", stream_type="worker", stream_id=event.worker_id)
            return (*settled, gone, free, papers_due, _wait("left", "worker", event.worker_id, last_day + DAY))
        case (
            transfers.TransferApproved(effective=day)
            | transfers.TransferReopened(effective=day, stage=transfers.TransferStage.APPROVED)
        ):
            return (_wait("transfer", "employment", id, day),)
        case transfers.WorkplaceChanged() | transfers.TransferAnnulled() | transfers.TransferLapsed():
            return (Drop(due, kind="transfer", stream_type="employment", stream_id=id),)
        case exits.ExitAnnulled():
            return (*_stays(id, event), _wait("retirement", "worker", event.worker_id, _told(recorded)))
        case exits.ExitPapersIssued() | exits.ExitPapersOverdue():
            return (Drop(due, kind="exit-papers", stream_type="employment", stream_id=id),)
        case spell.PlaceFreed():
            waited = ("place-free", "transfer")
            return tuple(Drop(due, kind=kind, stream_type="employment", stream_id=id) for kind in waited)
        case erasure_events.RetentionBegan(next_due=day):
            left = Drop(due, kind="left", stream_type="worker", stream_id=id)
            return (left, _wait("retention", "worker", id, day))
        case erasure_events.ErasureProposed(next_due=day) | erasure_events.ErasureDeclined(next_due=day):
            return (_wait("retention", "worker", id, day),)
        case erasure_events.PersonalDataErased(next_due=day):
            return (_wait("retention", "worker", id, day),)
        case grade_events.GradingOpened(next_step=day) | grade_events.GradeProposed(next_step=day):
            return (_wait("grade-step", "grade", id, day),)
        case grade_events.YearNotCounted(next_step=day) | grade_events.StepPassed(next_step=day):
            return (_wait("grade-step", "grade", id, day),)
        case grade_events.GradeFactCounted(next_step=day) | grade_events.GradeFactCorrected(next_step=day):
            return (_wait("grade-step", "grade", id, day),)
        case QualificationEnded(level=level, fact=fact):
            return (Drop(due, kind=f"certificate-over:{level}:{fact}", stream_type="worker", stream_id=id),)
        case erasure_events.RetentionStopped():
            return tuple(Drop(due, kind=kind, stream_type="worker", stream_id=id) for kind in ("left", "retention"))
        case grade_events.GradingReopened(next_step=day):
            return (_wait("grade-step", "grade", id, day),)
        case (
            grade_events.GradeFactEnded(next_step=day, fact=fact)
            | grade_events.GradeFactAnnulled(next_step=day, fact=fact)
        ):
            over = Drop(due, kind=f"post-over:{fact}", stream_type="grade", stream_id=id)
            return (_wait("grade-step", "grade", id, day), over)
        case grade_events.GradingClosed():
            return (Drop(due, kind="grade-step", stream_type="grade", stream_id=id),)
        case headcount_events.QuotaReviewSet(review_on=day):
            return (_wait("quota-review", "quota", id, day),)
        case headcount_events.QuotaReviewDue():
            return (Drop(due, kind="quota-review", stream_type="quota", stream_id=id),)
        case borrow.BorrowApproved(effective=starts):
            return (_wait("borrow", "borrow", id, starts),)
        case borrow.BorrowStarted(ends=ends):
            return (_wait("borrow", "borrow", id, ends + DAY),)
        case borrow.BorrowOverdue() | borrow.BorrowEnded():
            return (Drop(due, kind="borrow", stream_type="borrow", stream_id=id),)
        case posts.AppointmentStarted(term_ends=ends) | posts.AppointmentCorrected(term_ends=ends):
            return _term(recorded, ends, "term-end")
        case posts.AppointmentEnded(worker_id=worker, effective=last_day, reason=posts.EndReason.TERM_ENDED):
            return (_term_over(id), _wait(f"post-over:{id}", "grade", worker, last_day + DAY))
        case posts.AppointmentEnded() | posts.AppointmentAnnulled():
            return (_term_over(id),)
        case grade_events.PostReleased(appointment_id=post):
            return (Drop(due, kind=f"post-over:{post}", stream_type="grade", stream_id=id),)
        case archives.ArchiveLent(loan_id=loan, due=last):
            return (_wait(f"archive-loan:{loan}", "archive", id, last + DAY),)
        case archives.ArchiveReturned(loan_id=loan) | archives.ArchiveLoanOverdue(loan_id=loan):
            return (Drop(due, kind=f"archive-loan:{loan}", stream_type="archive", stream_id=id),)
        case archives.ArchiveTransferAsked(due=last):
            return (_wait("archive-transfer", "archive", id, last + DAY),)
        case archives.ArchiveTransferred() | archives.ArchiveTransferOverdue() | archives.ArchiveTransferWithdrawn():
            return (Drop(due, kind="archive-transfer", stream_type="archive", stream_id=id),)
        case party.PartyPostStarted(term_ends=ends) | party.PartyPostCorrected(term_ends=ends):
            return _term(recorded, ends, "party-term-end")
        case delegates.DelegateChosen(term_ends=ends):
            return _term(recorded, ends, "delegacy-end")
        case delegates.DelegacyEnded():
            return (Drop(due, kind="delegacy-end", stream_type="delegacy", stream_id=id),)
        case party.PartyPostEnded() | party.PartyPostAnnulled():
            return (Drop(due, kind="party-term-end", stream_type="party_post", stream_id=id),)
        case certified.CertificateEntered() | certified.RegistrationRenewed() | certified.QualificationCorrected():
            return (_wait("certificate", "qualification", id, event.notice_on),)
        case certified.RegistrationDue(registered_until=until):
            return (_wait("certificate", "qualification", id, until + DAY),)
        case certified.CertificateExpired(worker_id=worker, level=level, fact=fact, effective=last_day):
            lost = f"certificate-over:{level}:{fact}"
            settled_by = Drop(due, kind="certificate", stream_type="qualification", stream_id=id)
            return (settled_by, _wait(lost, "worker", worker, last_day + DAY))
        case certified.CertificateRevoked() | certified.QualificationAnnulled():
            return (Drop(due, kind="certificate", stream_type="qualification", stream_id=id),)
        case secondments.SecondmentStarted(ends=ends) | secondments.SecondmentCorrected(ends=ends):
            return (_wait("secondment", "secondment", id, ends + DAY),)
        case secondments.SecondmentEnded() | secondments.SecondmentAnnulled():
            return (Drop(due, kind="secondment", stream_type="secondment", stream_id=id),)
        case light_records.LightRetentionSet(kept_until=kept):
            return (_wait("light-retention", "light_record", id, kept + DAY),)
        case light_records.LightRecordOpened() | light_records.LightRetentionEnded():
            return (Drop(due, kind="light-retention", stream_type="light_record", stream_id=id),)
        case problem_events.ProblemRetentionSet(kept_until=kept):
            return (_wait("problem-retention", "problem", id, kept + DAY),)
        case problem_events.ProblemRetentionEnded():
            return (Drop(due, kind="problem-retention", stream_type="problem", stream_id=id),)
        case problem_events.ProblemReported(due=day) | problem_events.ProblemReopened(due=day):
            open_again = Drop(due, kind="problem-retention", stream_type="problem", stream_id=id)
            return (_wait("problem", "problem", id, day + DAY), open_again)
        case problem_events.ProblemResolved() | problem_events.ProblemOverdue():
            return (Drop(due, kind="problem", stream_type="problem", stream_id=id),)
        case leave_events.LeaveApproved(effective=starts):
            return (_wait("leave", "leave", id, starts),)
        case leave_events.LeaveTaken(ends=ends):
            return (_wait("leave", "leave", id, ends + DAY),)
        case leave_events.LeaveClosed() | leave_events.LeaveWithdrawn() | leave_events.LeaveAnnulled():
            return (Drop(due, kind="leave", stream_type="leave", stream_id=id),)
        case campaign_events.CampaignAnnounced(registration_from=first, registration_until=last):
            opens = _wait("registration-opens", "campaign", id, first)
            return (opens, _wait("registration-closes", "campaign", id, last + DAY))
        case campaign_events.CampaignMovedOn(phase=campaign_events.CampaignPhase.REGISTRATION):
            return (Drop(due, kind="registration-opens", stream_type="campaign", stream_id=id),)
        case campaign_events.CampaignMovedOn(phase=campaign_events.CampaignPhase.QUALIFICATION_REVIEW):
            return (Drop(due, kind="registration-closes", stream_type="campaign", stream_id=id),)
        case foreign_posts.ForeignPostRegistered(clear_out=day) | foreign_posts.ClearOutMoved(clear_out=day):
            return (_wait("clear-out", "foreign_post", id, day + DAY),)
        case foreign_posts.ClearOutOverdue() | foreign_posts.ForeignPostCleared():
            return (Drop(due, kind="clear-out", stream_type="foreign_post", stream_id=id),)
        case conversion_events.ConversionListed(kept_until=kept):
            return (_wait("conversion-retention", "conversion", id, kept + DAY),)
        case conversion_events.ConversionRetentionEnded():
            return (Drop(due, kind="conversion-retention", stream_type="conversion", stream_id=id),)
        case applicant_events.ApplicantRegistered(kept_until=kept):
            return (_wait("applicant-retention", "applicant", id, kept + DAY),)
        case applicant_events.ApplicantRetentionEnded():
            return (Drop(due, kind="applicant-retention", stream_type="applicant", stream_id=id),)
        case _:
            return ()


def _stays(id: Any, event: exits.ExitAnnulled) -> tuple[RowChange, ...]:
    """Nobody has left: what waited for the end waits no longer, what waits for the contract does again."""
    gone = tuple(Drop(due, kind=kind, stream_type="employment", stream_id=id) for kind in ("place-free", "exit-papers"))
    ran_on = None if event.contract_ends is None else add_months(event.contract_ends, 1) + DAY
    back = (
        _wait("contract-expiry", "employment", id, event.next_notice),
        _wait("contract-ran-on", "employment", id, ran_on),
    )
    return (*gone, *back, Drop(due, kind="left", stream_type="worker", stream_id=event.worker_id))


def _wait(kind: str, stream_type: str, id: UUID, day: Any) -> RowChange:
    if day is None:
        return Drop(due, kind=kind, stream_type=stream_type, stream_id=id)
    return Put(due, kind=kind, stream_type=stream_type, stream_id=id, day=day)


def _term(recorded: Recorded[Any], ends: date, kind: str) -> tuple[RowChange, ...]:
    """Nobody waits for a term that was over when it was told: it is settled by people."""
    day = ends + DAY if ends >= _told(recorded) else None
    return (_wait(kind, recorded.stream_type, recorded.stream_id, day),)


def _told(recorded: Recorded[Any]) -> date:
    return recorded.recorded.astimezone(CHINA).date()


def _term_over(id: UUID) -> RowChange:
    return Drop(due, kind="term-end", stream_type="appointment", stream_id=id)


DEADLINES = Projection(
    name="deadlines",
    tables=(due,),
    streams=(
        "employment", "grade", "worker", "quota", "light_record", "borrow", "secondment", "leave", "problem", "appointment",
        "archive", "party_post", "campaign", "applicant", "qualification", "foreign_post", "conversion", "delegacy",
    ),
    project=project,
)  # fmt: skip
