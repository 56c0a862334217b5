"""Community workers recommended as delegates (P-13.5): to Party congresses, people's congresses, the consultative conferences.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import NATION, Facts, Region, Rejected, record


class Assembly(StrEnum):
    """党代表大会、人民代表大会、人民政协."""

    PARTY_CONGRESS = "PARTY_CONGRESS"
    PEOPLES_CONGRESS = "PEOPLES_CONGRESS"
    CPPCC = "CPPCC"


class AssemblyLevel(StrEnum):
    STREET = "STREET"
    COUNTY = "COUNTY"
    CITY = "CITY"
    PROVINCE = "PROVINCE"
    NATION = "NATION"


class DelegacyStage(StrEnum):
    NONE = "NONE"
    RECOMMENDED = "RECOMMENDED"
    NOT_CHOSEN = "NOT_CHOSEN"
    DELEGATE = "DELEGATE"
    ENDED = "ENDED"


class DelegacyEndReason(StrEnum):
    """任期届满、辞去、终止资格、去世."""

    TERM_ENDED = "TERM_ENDED"
    RESIGNED = "RESIGNED"
    TERMINATED = "TERMINATED"
    DIED = "DIED"


# Events


@record
class DelegateRecommended:
    effective: date
    worker_id: UUID
    delegacy_id: UUID
    region: Region
    assembly: Assembly
    assembly_level: AssemblyLevel
    document: str
    recommended_by: str


@record
class DelegateChosen:
    """Effective = first day of the term, `term_ends` = its last."""

    effective: date
    worker_id: UUID
    delegacy_id: UUID
    term_ends: date
    document: str


@record
class DelegateNotChosen:
    effective: date
    worker_id: UUID
    delegacy_id: UUID
    document: str


@record
class DelegacyEnded:
    """Effective = last day as a delegate."""

    effective: date
    worker_id: UUID
    delegacy_id: UUID
    reason: DelegacyEndReason
    document: str


DelegacyEvent = DelegateRecommended | DelegateChosen | DelegateNotChosen | DelegacyEnded

# State


@record
class Delegacy:
    """`document` announced the choice."""

    region: Region = NATION
    worker_id: UUID | None = None
    delegacy_id: UUID | None = None
    stage: DelegacyStage = DelegacyStage.NONE
    starts: date = date.min
    term_ends: date = date.min
    document: str = ""


def evolve(delegacy: Delegacy, event: DelegacyEvent) -> Delegacy:
    match event:
        case DelegateRecommended(region=region, worker_id=worker, delegacy_id=id):
            return Delegacy(region=region, worker_id=worker, delegacy_id=id, stage=DelegacyStage.RECOMMENDED)
        case DelegateChosen(effective=starts, term_ends=ends, document=document):
            return replace(
                delegacy, stage=DelegacyStage.DELEGATE, starts=starts, term_ends=ends, document=document
            )  # fmt: skip
        case DelegateNotChosen():
            return replace(delegacy, stage=DelegacyStage.NOT_CHOSEN)
        case DelegacyEnded():
            return replace(delegacy, stage=DelegacyStage.ENDED)


# Commands


@record
class RecommendDelegate:
    worker_id: UUID
    delegacy_id: UUID
    region: Region
    assembly: Assembly
    assembly_level: AssemblyLevel
    document: str


@record
class ChooseDelegate:
    """`document` announces the result; the term is that of the assembly."""

    starts: date
    term_ends: date
    document: str


@record
class PassOverDelegate:
    document: str


@record
class EndDelegacy:
    reason: DelegacyEndReason
    last_day: date
    document: str


@record
class CompleteDelegacy:
    """The calendar: the last day of the term has passed."""


@record
class ReopenDelegacy:
    """The exit by death with which it ended is undone."""


DelegacyCommand = (
    RecommendDelegate | ChooseDelegate | PassOverDelegate | EndDelegacy | CompleteDelegacy | ReopenDelegacy
)
Events = tuple[DelegacyEvent, ...]

# Decisions


def recommend(state: Delegacy, command: RecommendDelegate, facts: Facts[Policies]) -> Events:
    if state.stage is not DelegacyStage.NONE:
        return ()
    return (
        DelegateRecommended(
            effective=facts.today, worker_id=command.worker_id, delegacy_id=command.delegacy_id,
            region=command.region, assembly=command.assembly, assembly_level=command.assembly_level,
            document=_said(command.document), recommended_by=facts.by,
        ),
    )  # fmt: skip


def choose(state: Delegacy, command: ChooseDelegate, facts: Facts[Policies]) -> Events:
    worker, id = _at(state, DelegacyStage.RECOMMENDED)
    if command.term_ends < command.starts:
        raise Rejected("delegates.term", field="/term_ends")
    return (
        DelegateChosen(
            effective=command.starts, worker_id=worker, delegacy_id=id, term_ends=command.term_ends,
            document=_said(command.document),
        ),
    )  # fmt: skip


def pass_over(state: Delegacy, command: PassOverDelegate, facts: Facts[Policies]) -> Events:
    worker, id = _at(state, DelegacyStage.RECOMMENDED)
    return (
        DelegateNotChosen(
            effective=facts.today, worker_id=worker, delegacy_id=id, document=_said(command.document)
        ),
    )  # fmt: skip


def end(state: Delegacy, command: EndDelegacy, facts: Facts[Policies]) -> Events:
    worker, id = _at(state, DelegacyStage.DELEGATE)
    if not state.starts <= command.last_day <= state.term_ends:
        raise Rejected("delegates.last-day", field="/last_day")
    return (
        DelegacyEnded(
            effective=command.last_day, worker_id=worker, delegacy_id=id, reason=command.reason,
            document=_said(command.document),
        ),
    )  # fmt: skip


def complete(state: Delegacy, facts: Facts[Policies]) -> Events:
    if state.stage is not DelegacyStage.DELEGATE or state.term_ends >= facts.today:
        return ()
    worker, id = _at(state, DelegacyStage.DELEGATE)
    over = DelegacyEndReason.TERM_ENDED
    return (DelegacyEnded(effective=state.term_ends, worker_id=worker, delegacy_id=id, reason=over, document=""),)


def reopen(state: Delegacy, facts: Facts[Policies]) -> Events:
    """A term that is over by now ends by the calendar at once."""
    if state.stage is not DelegacyStage.ENDED:
        return ()
    worker, id = _at(state, DelegacyStage.ENDED)
    chosen = DelegateChosen(
        effective=state.starts, worker_id=worker, delegacy_id=id, term_ends=state.term_ends, document=state.document
    )
    return (chosen, *complete(evolve(state, chosen), facts))


def _at(state: Delegacy, stage: DelegacyStage) -> tuple[UUID, UUID]:
    if state.worker_id is None or state.delegacy_id is None or state.stage is not stage:
        raise Rejected("delegates.not-at-stage", stage=stage.value)
    return state.worker_id, state.delegacy_id


def _said(document: str) -> str:
    if not document.strip():
        raise Rejected("delegates.document", field="/document")
    return document
