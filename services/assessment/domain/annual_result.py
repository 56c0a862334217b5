"""A worker's result of one year: what can have happened to it, and what is therefore so.

Class and field names are the storage format: add, never rename. OPEN → PROPOSED → PUBLICISED → CONFIRMED; CLOSED when
the worker leaves before, OPEN again when the exit was none. Scores are hundredths of a point.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.assessment.domain.terms import Head, Outcome
from shared.kernel import NATION, Region, record
from shared.kernel.derived import derived_id


class ScoreSource(StrEnum):
    COUNTY_PANEL = "COUNTY_PANEL"
    STREET_PANEL = "STREET_PANEL"
    PEERS = "PEERS"
    RESIDENT_SURVEY = "RESIDENT_SURVEY"


class ScoreReason(StrEnum):
    """Why a score was corrected or annulled."""

    ENTRY_ERROR = "ENTRY_ERROR"
    WRONG_PERSON = "WRONG_PERSON"
    SOURCE_CORRECTED = "SOURCE_CORRECTED"


class ClosingReason(StrEnum):
    LEFT = "LEFT"


@record
class ResultOpened:
    """`employed_days` of the year by what was known when it was opened; the same year is opened anew after a return."""

    effective: date
    worker_id: UUID
    year: int
    region: Region
    scheme_id: UUID
    employed_days: int


@record
class ScoreRecorded:
    """Effective = the day the score was given."""

    effective: date
    worker_id: UUID
    fact: UUID
    head: Head
    score: int
    source: ScoreSource


@record
class ScoreCorrected:
    effective: date
    worker_id: UUID
    fact: UUID
    head: Head
    score: int
    source: ScoreSource
    reason: ScoreReason


@record
class ScoreAnnulled:
    """Effective = the day the annulled score had been given."""

    effective: date
    worker_id: UUID
    fact: UUID
    head: Head
    reason: ScoreReason


@record
class ResultLine:
    """One head of a proposal: the score (and the fact it comes from) and its weight of 100."""

    head: Head
    fact: UUID
    score: int
    weight: int


@record
class ResultProposed:
    """Everything the total rests on. `band` is what the total alone would give, `outcome` what the quota left of it."""

    effective: date
    worker_id: UUID
    year: int
    scheme_id: UUID
    lines: tuple[ResultLine, ...]
    total: int
    band: Outcome
    outcome: Outcome
    year_counts: bool
    proposed_by: str


@record
class ProposalTakenBack:
    """A score changed after the proposal: it is to be made anew."""

    effective: date
    worker_id: UUID
    year: int


@record
class ResultPublicised:
    """Shown to the public from the effective day until `last`, both included."""

    effective: date
    worker_id: UUID
    year: int
    last: date


@record
class ResultConfirmed:
    """Effective = the day the result takes effect."""

    effective: date
    worker_id: UUID
    year: int
    outcome: Outcome
    total: int
    year_counts: bool


@record
class ResultClosed:
    """No result of this year: effective = the last day of work."""

    effective: date
    worker_id: UUID
    year: int
    reason: ClosingReason


@record
class ResultReopened:
    """The exit that closed it is undone: on the list again with its scores. Effective = the day of that."""

    effective: date
    worker_id: UUID
    year: int


ResultEvent = (
    ResultOpened
    | ScoreRecorded
    | ScoreCorrected
    | ScoreAnnulled
    | ResultProposed
    | ProposalTakenBack
    | ResultPublicised
    | ResultConfirmed
    | ResultClosed
    | ResultReopened
)


class Stage(StrEnum):
    UNKNOWN = "UNKNOWN"
    OPEN = "OPEN"
    PROPOSED = "PROPOSED"
    PUBLICISED = "PUBLICISED"
    CONFIRMED = "CONFIRMED"
    CLOSED = "CLOSED"


@record
class Score:
    fact: UUID
    head: Head
    score: int
    source: ScoreSource
    scored_on: date
    annulled: bool = False


@record
class AnnualResult:
    worker_id: UUID | None = None
    year: int = 0
    region: Region = NATION
    scheme_id: UUID | None = None
    stage: Stage = Stage.UNKNOWN
    scores: tuple[Score, ...] = ()
    proposal: ResultProposed | None = None
    publicity_ends: date | None = None
    closed_on: date | None = None

    def fact(self, fact: UUID) -> Score | None:
        return next((s for s in self.scores if s.fact == fact), None)

    def by_head(self) -> dict[Head, Score]:
        """The score that counts for each head that has one."""
        return {s.head: s for s in self.scores if not s.annulled}


def result_id(worker_id: UUID, year: int) -> UUID:
    """There is one result for a worker and a year."""
    return derived_id("assessment.result", str(worker_id), str(year))


def evolve(result: AnnualResult, event: ResultEvent) -> AnnualResult:  # noqa: C901  one match
    match event:
        case ResultOpened(worker_id=worker, year=year, region=region, scheme_id=scheme):
            return AnnualResult(worker_id=worker, year=year, region=region, scheme_id=scheme, stage=Stage.OPEN)
        case ScoreRecorded() | ScoreCorrected():
            return _scored(result, event)
        case ScoreAnnulled(fact=fact):
            scores = (replace(s, annulled=True) if s.fact == fact else s for s in result.scores)
            return replace(result, scores=tuple(scores))
        case ResultProposed():
            return replace(result, stage=Stage.PROPOSED, proposal=event)
        case ProposalTakenBack():
            return replace(result, stage=Stage.OPEN, proposal=None)
        case ResultPublicised(last=last):
            return replace(result, stage=Stage.PUBLICISED, publicity_ends=last)
        case ResultConfirmed():
            return replace(result, stage=Stage.CONFIRMED)
        case ResultClosed(effective=last_day):
            return replace(result, stage=Stage.CLOSED, closed_on=last_day)
        case ResultReopened():
            return replace(result, stage=Stage.OPEN, proposal=None, publicity_ends=None, closed_on=None)


def _scored(result: AnnualResult, event: ScoreRecorded | ScoreCorrected) -> AnnualResult:
    new = Score(fact=event.fact, head=event.head, score=event.score, source=event.source, scored_on=event.effective)
    return replace(result, scores=(*(s for s in result.scores if s.fact != event.fact), new))
