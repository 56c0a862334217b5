"""Grade schemes (等级序列方案) as published, versioned data: a county's own, or inherited from its city or province.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from services.personnel.domain import scheme_costs
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_checks import check_draft
from services.personnel.domain.scheme_costs import (
    HearTrialCost,
    NotePayStandard,
    PayStandardNoted,
    SchemeCosts,
    TrialCosted,
    TrialCostWaived,
    WaiveTrialCost,
    check_costed,
)
from services.personnel.domain.scheme_terms import (
    SchemeTerms,
    terms_of_version_1,
)
from services.personnel.domain.scheme_trials import RecordTrial, SchemeTried, record_trial
from shared.kernel import NATION, Facts, Region, Rejected, Said, against, record
from shared.kernel.derived import derived_id

# Events


@record
class SchemePublished:
    """In force in the region from the effective day until a later version; `document` is the paper's number, `article` the place in
    it, `means` what it says is set. `simulation` is the digest of what the draft was seen to do, empty for a region's first
    version. `open_by` names the document that leaves it to lower levels; empty, it binds them; none: nothing is said.
    """

    schema_version: ClassVar[int] = 4
    effective: date
    region: Region
    code: str
    version: int
    terms: SchemeTerms
    document: str
    simulation: str
    means: str
    article: str
    open_by: str | None


def published_before_articles(stored: dict[str, Any]) -> dict[str, Any]:
    """SchemePublished of version 3 as one of version 4: in which article it stood is not known."""
    return {**stored, "means": "", "article": "", "open_by": None}


def published_before_trials(stored: dict[str, Any]) -> dict[str, Any]:
    """SchemePublished of version 2 as one of version 3."""
    return {**stored, "simulation": ""}


SchemeEvent = SchemePublished | SchemeTried | TrialCosted | TrialCostWaived | PayStandardNoted


def published_before_all_modes(stored: dict[str, Any]) -> dict[str, Any]:
    """SchemePublished of version 1 as one of version 2."""
    return {**stored, "terms": terms_of_version_1(stored["terms"])}


# State


@record
class Scheme:
    region: Region = NATION
    version: int = 0
    last: SchemePublished | None = None
    trials: tuple[SchemeTried, ...] = ()
    costs: SchemeCosts = SchemeCosts()


def evolve(scheme: Scheme, event: SchemeEvent) -> Scheme:
    """Trials and their costs are those since the last version."""
    match event:
        case SchemeTried():
            return replace(scheme, region=event.region, trials=(*scheme.trials, event))
        case SchemePublished():
            costs = scheme.costs.after_a_version()
            return Scheme(region=event.region, version=event.version, last=event, costs=costs)
        case TrialCosted() | TrialCostWaived() | PayStandardNoted():
            return replace(scheme, region=event.region, costs=scheme_costs.evolve(scheme.costs, event))


def scheme_id(region: Region) -> UUID:
    """A region has one line of versions."""
    return derived_id("personnel.grade_scheme", region)


# Commands


@record
class PublishScheme:
    """`above`: the schemes of the city and the province."""

    region: Region
    code: str
    effective: date
    terms: SchemeTerms
    means: str
    document: str
    article: str
    simulation: str = ""
    open_by: str = ""
    above: tuple[Said, ...] = ()


@record
class SchemeToFollow:
    """The version in force in the region from the day."""

    region: Region
    since: date


# Decisions


SchemeCommand = PublishScheme | RecordTrial | HearTrialCost | NotePayStandard | WaiveTrialCost


def decide(scheme: Scheme, command: SchemeCommand, facts: Facts[Policies]) -> tuple[SchemeEvent, ...]:
    match command:
        case RecordTrial():
            return record_trial(scheme.version, scheme.trials, command, facts)
        case PublishScheme():
            return publish(scheme, command, facts)
        case HearTrialCost() | NotePayStandard() | WaiveTrialCost():
            return scheme_costs.decide(scheme.trials, scheme.costs, command, facts)


def publish(scheme: Scheme, command: PublishScheme, facts: Facts[Policies]) -> tuple[SchemePublished, ...]:
    last = scheme.last
    if last is not None:
        if (last.effective, last.code, last.terms) == (command.effective, command.code, command.terms):
            return ()
        if command.effective <= last.effective:
            raise Rejected("grade-schemes.not-later", field="/effective")
    for said, value in (("document", command.document), ("article", command.article), ("means", command.means)):
        if not value.strip():
            raise Rejected(f"grade-schemes.{said}", field=f"/{said}")
    check_draft(command.region, command.code, command.terms)
    if found := against(command.terms, command.effective, command.above, ()):
        raise Rejected("grade-schemes.bound", field="/terms", region=found.region, document=found.document)
    trial = _tried(scheme, command)
    if trial is not None and last is not None:
        check_costed(trial, scheme.costs, facts.by)
    return (
        SchemePublished(
            effective=command.effective, region=command.region, code=command.code, version=scheme.version + 1,
            terms=command.terms, document=command.document, simulation=command.simulation, means=command.means, article=command.article,
            open_by=command.open_by.strip(),
        ),
    )  # fmt: skip


def _tried(scheme: Scheme, command: PublishScheme) -> SchemeTried | None:
    """What is published was tried word for word, against the version that it follows."""
    if scheme.last is None and not command.simulation:
        return None
    if not command.simulation:
        raise Rejected("grade-schemes.not-tried", field="/simulation")
    found = next((each for each in reversed(scheme.trials) if each.digest == command.simulation), None)
    if found is None or (found.code, found.draft_effective, found.terms) != (
        command.code, command.effective, command.terms,
    ):  # fmt: skip
        raise Rejected("grade-schemes.other-trial", field="/simulation")
    return found
