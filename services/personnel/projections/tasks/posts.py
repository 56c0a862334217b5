"""Candidates wait for the joint review and for the decision; a term that was over when it was told waits to be settled."""

from typing import Any

from services.personnel.domain import appointment_events as posts
from shared.kernel import Recorded
from shared.readmodel import RowChange
from shared.readmodel.tasks import CHINA, settled, waits

KINDS = ("joint-review", "post-decision", "filing-submission", "term-over")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case (
            posts.PostNominated(nominated_by=by)
            | posts.CandidacyReopened(nominated_by=by, phase=posts.PostPhase.NOMINATED)
        ):
            return (waits(recorded, "joint-review", made_by=by),)
        case posts.CandidacyReopened():
            return (waits(recorded, "post-decision"),)
        case posts.QualificationReviewed(qualified=qualified):
            reviewed = settled(recorded, "joint-review")
            return (*reviewed, waits(recorded, "post-decision")) if qualified else reviewed
        case posts.PostDecided(effective=starts):
            return (*settled(recorded, "post-decision"), waits(recorded, "filing-submission", due=starts))
        case posts.AppointmentStarted(term_ends=ends) if ends < recorded.recorded.astimezone(CHINA).date():
            return (*settled(recorded, "filing-submission"), waits(recorded, "term-over", due=ends))
        case posts.AppointmentStarted():
            return settled(recorded, "filing-submission")
        case (
            posts.AppointmentEnded()
            | posts.AppointmentCorrected()
            | posts.AppointmentAnnulled()
            | posts.CandidacyLapsed()
        ):
            return settled(recorded, *KINDS)
        case _:
            return ()
