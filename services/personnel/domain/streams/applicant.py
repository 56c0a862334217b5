"""Somebody who applies in a campaign."""

from typing import get_args
from uuid import UUID

from services.personnel.domain import applicant_events, applicants
from services.personnel.domain.applicant_events import Applicant, ApplicantEvent
from services.personnel.domain.applicants import ApplicantCommand
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Release, Reservation, Stream, Take


def _decide(state: Applicant, command: ApplicantCommand, facts: Facts[Policies]) -> tuple[ApplicantEvent, ...]:
    match command:
        case applicants.RegisterApplicant():
            return applicants.register(state, command, facts)
        case applicants.ReviewApplicant():
            return applicants.review(state, command, facts)
        case applicants.ScoreExam():
            return applicants.score(state, command, facts)
        case applicants.EndApplicantRetention():
            return applicants.end_retention(state, facts)
        case applicants.ForgetApplicant():
            return applicants.forget(state, command, facts)


def _reserves(id: UUID, command: ApplicantCommand, event: ApplicantEvent) -> tuple[Reservation, ...]:
    match command, event:
        case applicants.RegisterApplicant(id_hash=hash, number=number), applicant_events.ApplicantRegistered(
            campaign_id=of
        ):
            return (
                Take(kind=applicants.APPLIED, key=f"{of}:{hash}"), Take(kind=applicants.NUMBER, key=f"{of}#{number}")
            )  # fmt: skip
        case applicants.ForgetApplicant(held=held), _:
            return tuple(Release(kind=applicants.APPLIED, key=key) for key in held)
        case _:
            return ()


APPLICANT: Stream[Applicant, ApplicantCommand, ApplicantEvent, Policies] = Stream(
    type="applicant", decider=Decider(initial=Applicant(), decide=_decide, evolve=applicant_events.evolve),
    events=get_args(ApplicantEvent), region_of=home, reserves=_reserves,
)  # fmt: skip
