"""Annual results: opened for everybody on the list, proposed by the scheme, publicised, confirmed by somebody else.

Who leaves is taken off the list as soon as the exit is heard, whatever its last day, and with it off what the quota of EXCELLENT
is counted from: a place among the best is for those who stay. What is confirmed stands. Who served too few days of the year
is not graded. An exit that is undone puts the person back with the scores; what the quota left of them was decided without
the person meanwhile, so it is proposed and shown anew.
"""

from datetime import date, timedelta
from uuid import UUID

from services.assessment.domain.annual_result import (
    AnnualResult,
    ClosingReason,
    ResultClosed,
    ResultConfirmed,
    ResultLine,
    ResultOpened,
    ResultProposed,
    ResultPublicised,
    ResultReopened,
    Stage,
)
from services.assessment.domain.policies import Policies
from services.assessment.domain.terms import Head, Terms, band_of, outcome_of, weighted_total
from shared.kernel import Facts, Region, Rejected, record, same_hand


@record
class OpenResult:
    """Looked up by the edge: an issued scheme of the worker's county, the region, the days employed in the year, and whether the
    person has left or is known to leave.
    """

    worker_id: UUID
    year: int
    region: Region
    scheme_id: UUID
    employed_days: int
    left: bool = False


@record
class ProposeResult:
    """By a frozen scheme. `total` is what the ranking saw; `excellent_place` whether it found a place in the quota."""

    scheme_id: UUID
    terms: Terms
    total: int
    excellent_place: bool


@record
class PubliciseResult:
    """From this day on; without a day from today."""

    first_day: date | None = None


@record
class ConfirmResult:
    """By a person, not the one who proposed, after the publicity ended."""


@record
class CloseResult:
    last_day: date
    reason: ClosingReason


@record
class ReopenResult:
    """The exit of this last day is undone."""

    last_day: date


def open_result(result: AnnualResult, command: OpenResult, facts: Facts[Policies]) -> tuple[ResultOpened, ...]:
    """One who left and came back within the year is put on the list again, with no scores."""
    if result.stage not in (Stage.UNKNOWN, Stage.CLOSED):
        return ()
    if command.year > facts.today.year:
        raise Rejected("results.year-not-begun", field="/year")
    if command.left:
        raise Rejected("results.left")
    needed = facts.policies.assessed_from_days.on(date(command.year, 12, 31))
    if command.employed_days < needed:
        raise Rejected("results.too-few-days", days=command.employed_days, needed=needed)
    return (
        ResultOpened(
            effective=facts.today, worker_id=command.worker_id, year=command.year, region=command.region,
            scheme_id=command.scheme_id, employed_days=command.employed_days,
        ),
    )  # fmt: skip


def propose(result: AnnualResult, command: ProposeResult, facts: Facts[Policies]) -> tuple[ResultProposed, ...]:
    """The total is computed here from the scores themselves; proposing the same again changes nothing."""
    worker_id = _at(result, Stage.OPEN, Stage.PROPOSED)
    _check_day(result.year, facts)
    if command.scheme_id != result.scheme_id:
        raise Rejected("results.another-scheme", field="/scheme_id")
    scores = result.by_head()
    if missing := [head for head in Head if head not in scores]:
        raise Rejected("results.scores-missing", missing=", ".join(missing))
    total = weighted_total(command.terms, {head: score.score for head, score in scores.items()})
    if total != command.total:
        raise Rejected("results.scores-changed", field="/total")
    outcome = outcome_of(command.terms, total, excellent_place=command.excellent_place)
    if result.proposal is not None and (result.proposal.total, result.proposal.outcome) == (total, outcome):
        return ()
    lines = tuple(
        ResultLine(head=w.head, fact=scores[w.head].fact, score=scores[w.head].score, weight=w.points)
        for w in command.terms.weights
    )
    return (
        ResultProposed(
            effective=facts.today, worker_id=worker_id, year=result.year, scheme_id=command.scheme_id, lines=lines,
            total=total, band=band_of(command.terms, total), outcome=outcome,
            year_counts=outcome in command.terms.counting, proposed_by=facts.by,
        ),
    )  # fmt: skip


def publicise(result: AnnualResult, command: PubliciseResult, facts: Facts[Policies]) -> tuple[ResultPublicised, ...]:
    if result.stage is Stage.PUBLICISED:
        return ()
    worker_id = _at(result, Stage.PROPOSED)
    first = command.first_day or facts.today
    if first < facts.today:
        raise Rejected("results.publicity-in-the-past", field="/first_day", today=facts.today)
    last = first + timedelta(days=facts.policies.publicity_days.on(first) - 1)
    return (ResultPublicised(effective=first, worker_id=worker_id, year=result.year, last=last),)


def confirm(result: AnnualResult, facts: Facts[Policies]) -> tuple[ResultConfirmed, ...]:
    if result.stage is Stage.CONFIRMED:
        return ()
    worker_id = _at(result, Stage.PUBLICISED)
    proposal, ends = result.proposal, result.publicity_ends
    if proposal is None or ends is None or facts.today <= ends:
        raise Rejected("results.publicity-running", ends=ends)
    if same_hand(proposal.proposed_by, facts.by):
        raise Rejected("results.proposer-cannot-confirm")
    following = date(result.year + 1, 1, 1)
    effective = following.replace(month=facts.policies.takes_effect_in_month.on(following))
    return (
        ResultConfirmed(
            effective=effective, worker_id=worker_id, year=result.year, outcome=proposal.outcome,
            total=proposal.total, year_counts=proposal.year_counts,
        ),
    )  # fmt: skip


def close(result: AnnualResult, command: CloseResult, facts: Facts[Policies]) -> tuple[ResultClosed, ...]:
    """A result not confirmed yet is closed when the worker leaves; any other is left as it is."""
    if result.worker_id is None or result.stage in (Stage.UNKNOWN, Stage.CONFIRMED, Stage.CLOSED):
        return ()
    return (
        ResultClosed(effective=command.last_day, worker_id=result.worker_id, year=result.year, reason=command.reason),
    )


def reopen(result: AnnualResult, command: ReopenResult, facts: Facts[Policies]) -> tuple[ResultReopened, ...]:
    """Only what this exit closed."""
    if result.worker_id is None or result.stage is not Stage.CLOSED or result.closed_on != command.last_day:
        return ()
    return (ResultReopened(effective=facts.today, worker_id=result.worker_id, year=result.year),)


def _at(result: AnnualResult, *stages: Stage) -> UUID:
    if result.worker_id is None:
        raise Rejected("results.unknown")
    if result.stage not in stages:
        raise Rejected("results.stage", stage=result.stage.value, needed=" / ".join(stages))
    return result.worker_id


def _check_day(year: int, facts: Facts[Policies]) -> None:
    december = date(year, 12, 1)
    first = december.replace(month=facts.policies.proposed_from_month.on(december))
    if facts.today < first:
        raise Rejected("results.too-early", first=first)
