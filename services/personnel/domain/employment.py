"""One spell with one employer: what can have happened, and what is therefore so. The stream's id is the employment's.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from services.personnel.domain import (
    category_events,
    contract_events,
    leaving,
    probation_events,
    service_origin_events,
    transfer_events,
)
from services.personnel.domain.category_events import Belonging, CategoryEvent
from services.personnel.domain.category_events import Category as Category
from services.personnel.domain.category_events import Source as Source
from services.personnel.domain.contract_events import PaperEvent, Papers
from services.personnel.domain.contract_term_events import ContractExpiring as ContractExpiring
from services.personnel.domain.contract_term_events import ContractRenewed as ContractRenewed
from services.personnel.domain.contract_term_events import ContractSigned as ContractSigned
from services.personnel.domain.contract_term_events import OpenEndedDue as OpenEndedDue
from services.personnel.domain.exit_events import ExitAnnulled, ExitCorrected, LeavingEvent, PlaceRetaken
from services.personnel.domain.exit_events import Ground as Ground
from services.personnel.domain.exit_scope_events import EndedThing, ExitThing
from services.personnel.domain.hire_grounds import HireGround
from services.personnel.domain.leaving import Leaving
from services.personnel.domain.probation_events import ProbationCourse, ProbationEvent
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.service_origin_events import Origin, OriginEvent
from services.personnel.domain.transfer_events import (
    TransferAnnulled,
    TransferEvent,
    TransferLapsed,
    Transfers,
    WorkplaceChanged,
)
from shared.kernel import NATION, Region, WorkerName, record

# Events


@record
class Hired:
    """Effective = first day of work. `place` is the headcount reservation that the exit gives back; `ground_document` its paper."""

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    employment_id: UUID
    name: WorkerName
    birth_month: str
    category: Category
    post_category: PostCategory
    employer: Region
    workplace: Region
    place: str
    source: Source
    community_work_since: date
    probation_ends: date | None
    ground: HireGround
    ground_document: str


@record
class ProbationPassed:
    effective: date
    worker_id: UUID


@record
class ProbationFailed:
    effective: date
    worker_id: UUID
    reason: str


@record
class Exited:
    """Effective = last day of work; `papers_due` is the last day on which the papers are handed over in time (art. 50)."""

    schema_version: ClassVar[int] = 2
    effective: date
    worker_id: UUID
    employment_id: UUID
    ground: Ground
    severance: bool
    employed_since: date
    document: str
    papers_due: date


@record
class PlaceFreed:
    """The headcount place may be filled from the effective day: the day after the last day of work."""

    effective: date
    worker_id: UUID
    place: str


BesidesEvent = PaperEvent | LeavingEvent | ProbationEvent | TransferEvent | CategoryEvent | OriginEvent
EmploymentEvent = (
    Hired | ContractSigned | ContractRenewed | ContractExpiring | OpenEndedDue | ProbationPassed | ProbationFailed
    | Exited | PlaceFreed | BesidesEvent
)  # fmt: skip

# State


class Probation(StrEnum):
    NONE = "NONE"
    RUNNING = "RUNNING"
    PASSED = "PASSED"
    FAILED = "FAILED"


@record
class Term:
    starts: date
    ends: date | None


@record
class Employment:
    """`told_days`: the last step of the expiry ladder told; `origin`: where service counts from before this spell."""

    worker_id: UUID | None = None
    employment_id: UUID | None = None
    region: Region = NATION
    starts: date = date.min
    place: str = ""
    probation: Probation = Probation.NONE
    probation_ends: date | None = None
    terms: tuple[Term, ...] = ()
    told_days: int | None = None
    open_ended_due: bool = False
    last_day: date | None = None
    freed: bool = False
    papers: Papers = Papers()
    leaving: Leaving = Leaving()
    course: ProbationCourse = ProbationCourse()
    employer: Region = NATION
    post_category: PostCategory = PostCategory.STAFF
    belonging: Belonging = Belonging()
    transfers: Transfers = ()
    origin: Origin = Origin()
    exited: Exited | None = None

    @property
    def service_since(self) -> date:
        """The first day of unbroken service with the employer."""
        return self.origin.since or self.starts

    @property
    def severance_since(self) -> date:
        """The first day of the service for which no severance was paid before."""
        return self.origin.severance_since or self.starts

    @property
    def term(self) -> Term | None:
        return self.terms[-1] if self.terms else None


def evolve(employment: Employment, event: EmploymentEvent) -> Employment:  # noqa: C901  one match
    match event:
        case Hired():
            return _hired(event)
        case ContractSigned(effective=starts, ends=ends) | ContractRenewed(effective=starts, ends=ends):
            terms = (*employment.terms, Term(starts=starts, ends=ends))
            papers = contract_events.agreed(employment.papers)
            return replace(employment, terms=terms, told_days=None, open_ended_due=False, papers=papers)
        case ContractExpiring(days_left=days):
            return replace(employment, told_days=days)
        case OpenEndedDue():
            return replace(employment, open_ended_due=True)
        case ProbationPassed():
            return replace(employment, probation=Probation.PASSED)
        case ProbationFailed():
            return replace(employment, probation=Probation.FAILED)
        case Exited(effective=last_day):
            return replace(employment, last_day=last_day, exited=event)
        case PlaceFreed():
            return replace(employment, freed=True)
        case _:
            return _besides(employment, event)


def _besides(employment: Employment, event: BesidesEvent) -> Employment:
    if isinstance(event, PaperEvent):
        return replace(employment, papers=contract_events.evolve(employment.papers, event))
    if isinstance(event, ProbationEvent):
        return replace(employment, course=probation_events.evolve(employment.course, event))
    if isinstance(event, CategoryEvent):
        return replace(employment, belonging=category_events.evolve(employment.belonging, event))
    if isinstance(event, OriginEvent):
        return replace(employment, origin=service_origin_events.evolve(employment.origin, event))
    if isinstance(event, TransferEvent):
        return _transferred(employment, event)
    return _left(employment, event)


def _transferred(employment: Employment, event: TransferEvent) -> Employment:
    after = replace(employment, transfers=transfer_events.evolve(employment.transfers, event))
    match event:
        case TransferLapsed(transfer_id=id):
            return replace(after, leaving=leaving.took(after.leaving, EndedThing(thing=ExitThing.TRANSFER, id=id)))
        case (
            WorkplaceChanged(workplace=workplace, place=place)
            | TransferAnnulled(workplace=workplace, place=place, took_effect=True)
        ):
            return replace(after, region=workplace, place=place)
        case _:
            return after


def _left(employment: Employment, event: LeavingEvent) -> Employment:
    after = replace(employment, leaving=leaving.evolve(employment.leaving, event))
    match event:
        case ExitCorrected(effective=last_day):
            return replace(after, last_day=last_day, exited=_as_corrected(event))
        case ExitAnnulled():
            running = Probation.RUNNING if after.probation is Probation.FAILED else after.probation
            return replace(after, last_day=None, exited=None, probation=running)
        case PlaceRetaken():
            return replace(after, freed=False)
        case _:
            return after


def _as_corrected(event: ExitCorrected) -> Exited:
    return Exited(
        effective=event.effective, worker_id=event.worker_id, employment_id=event.employment_id, ground=event.ground,
        severance=event.severance, employed_since=event.employed_since, document=event.document, papers_due=event.papers_due,
    )  # fmt: skip


def _hired(event: Hired) -> Employment:
    return Employment(
        worker_id=event.worker_id, employment_id=event.employment_id, region=event.workplace, starts=event.effective,
        place=event.place, probation=Probation.NONE if event.probation_ends is None else Probation.RUNNING,
        probation_ends=event.probation_ends, employer=event.employer,
        post_category=event.post_category, belonging=Belonging(hired_as=event.category),
    )  # fmt: skip
