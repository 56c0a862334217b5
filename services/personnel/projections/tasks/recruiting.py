"""A plan waits for its approval, an applicant for the review, an objection and an erasure for a decision."""

from typing import Any

from services.personnel.domain import applicant_events as applicants
from services.personnel.domain import campaign_events as events
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("campaign-approval", "applicant-review", "objection", "applicant-erasure")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:  # noqa: C901  one match
    event = recorded.event
    match event:
        case events.CampaignQuotaReserved():
            return (waits(recorded, "campaign-approval", made_by=recorded.actor),)
        case events.CampaignApproved():
            return settled(recorded, "campaign-approval")
        case events.ObjectionRaised(objection_id=id, raised_by=by):
            return (waits(recorded, "objection", item=id, made_by=by),)
        case events.ObjectionDecided(objection_id=id):
            return settled(recorded, "objection", item=id)
        case applicants.ApplicantRegistered():
            return (waits(recorded, "applicant-review"),)
        case applicants.ApplicantReviewed():
            return settled(recorded, "applicant-review")
        case applicants.ApplicantRetentionEnded():
            return (waits(recorded, "applicant-erasure"),)
        case applicants.ApplicantForgotten():
            return settled(recorded, "applicant-erasure")
        case _:
            return ()
