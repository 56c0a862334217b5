"""Trials of grade schemes (等级方案试算) as personnel told them: only a file with one of these digests is personnel's and is valued."""

from datetime import date
from uuid import UUID

from services.payroll.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, record, within
from shared.kernel.derived import derived_id

# Events: class and field names are the storage format


@record
class GradeTrialHeard:
    """A draft of a region's scheme was tried; `trial` is the digest of its file. `cause` is the published event."""

    effective: date
    region: Region
    trial: str
    code: str
    draft_effective: date
    cause: UUID


# State


@record
class GradeTrial:
    region: Region = NATION
    trial: str = ""


def evolve(trial: GradeTrial, event: GradeTrialHeard) -> GradeTrial:
    return GradeTrial(region=event.region, trial=event.trial)


def trial_id(digest: str) -> UUID:
    return derived_id("payroll.grade-scheme-trial", digest)


# Commands


@record
class HearGradeTrial:
    region: Region
    trial: str
    code: str
    draft_effective: date
    cause: UUID


# Decisions


def hear(trial: GradeTrial, command: HearGradeTrial, facts: Facts[Policies]) -> tuple[GradeTrialHeard, ...]:
    """The same trial told twice says nothing new."""
    if trial.trial:
        return ()
    return (
        GradeTrialHeard(
            effective=facts.today, region=command.region, trial=command.trial, code=command.code,
            draft_effective=command.draft_effective, cause=command.cause,
        ),
    )  # fmt: skip


def check_heard(trial: GradeTrial, county: Region) -> Region:
    """The scheme's region. Raises Rejected for a file that personnel did not make, or whose scheme is not the county's."""
    if not trial.trial:
        raise Rejected("grade-costs.unknown-trial")
    if not within(trial.region, county):
        raise Rejected("grade-costs.other-region", field="/county")
    return trial.region
