"""A county's assessment year as the specs tell it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

from services.assessment.domain import annual_result as result
from services.assessment.domain.annual_result import AnnualResult, ResultEvent, ScoreSource
from services.assessment.domain.policies import Policies
from services.assessment.domain.results import ProposeResult
from services.assessment.domain.schemes import scheme_id
from services.assessment.domain.scoring import RecordScore
from services.assessment.domain.streams import RESULT, ResultCommand
from services.assessment.domain.terms import Band, Head, Outcome, Terms, Weight
from shared.kernel import Facts, Region, always
from shared.testing.spec import Given, Spec

COUNTY = Region("51/01/07/_/_")
COMMUNITY = Region("51/01/07/017/k3f")
WORKER = UUID(int=1)
SCHEME_ID = scheme_id(COUNTY, 2026)
POLITICAL, WORK, RESIDENTS = Head
FACTS = {head: UUID(int=10 + i) for i, head in enumerate(Head)}

POLICIES = Policies(
    assessed_from_days=always(180),
    proposed_from_month=always(12),
    publicity_days=always(7),
    takes_effect_in_month=always(1),
    honour_kinds=always(("MODEL_WORKER", "COMMENDATION")),
    honour_publicity_days=always(7),
)
TERMS = Terms(
    weights=(
        Weight(head=POLITICAL, points=30),
        Weight(head=WORK, points=40),
        Weight(head=RESIDENTS, points=30),
    ),
    bands=(
        Band(outcome=Outcome.EXCELLENT, at_least=9000),
        Band(outcome=Outcome.QUALIFIED, at_least=7000),
        Band(outcome=Outcome.BASIC, at_least=6000),
        Band(outcome=Outcome.FAIL, at_least=0),
    ),
    excellent_quota_ppm=250_000,
    counting=(Outcome.EXCELLENT, Outcome.QUALIFIED, Outcome.BASIC),
)

ResultGiven = Given[AnnualResult, ResultCommand, ResultEvent, Policies]


def facts(today: date, by: str = "officer") -> Facts[Policies]:
    return Facts(today=today, now=datetime(2026, 1, 1, tzinfo=UTC), by=by, policies=POLICIES)


def on(today: date, by: str = "officer") -> Callable[..., ResultGiven]:
    """`given` for asks about a result on this day by this person."""
    return Spec(RESULT, facts(today, by)).given


OPENED = result.ResultOpened(
    effective=date(2026, 11, 2), worker_id=WORKER, year=2026, region=COMMUNITY, scheme_id=SCHEME_ID, employed_days=365
)
SCORED_ON = date(2026, 12, 5)


def scored(head: Head, score: int) -> result.ScoreRecorded:
    return result.ScoreRecorded(
        effective=SCORED_ON, worker_id=WORKER, fact=FACTS[head], head=head, score=score, source=ScoreSource.STREET_PANEL
    )


def score(head: Head, score: int) -> RecordScore:
    return RecordScore(fact=FACTS[head], head=head, score=score, source=ScoreSource.STREET_PANEL, scored_on=SCORED_ON)


SCORED = (OPENED, scored(POLITICAL, 9200), scored(WORK, 8800), scored(RESIDENTS, 9505))  # 91.315 points


def propose(total: int = 9132, *, place: bool = True, terms: Terms = TERMS) -> ProposeResult:
    return ProposeResult(scheme_id=SCHEME_ID, terms=terms, total=total, excellent_place=place)


def proposed(day: date, outcome: Outcome = Outcome.EXCELLENT, *, by: str = "officer") -> result.ResultProposed:
    return result.ResultProposed(
        effective=day, worker_id=WORKER, year=2026, scheme_id=SCHEME_ID,
        lines=(
            result.ResultLine(head=POLITICAL, fact=FACTS[POLITICAL], score=9200, weight=30),
            result.ResultLine(head=WORK, fact=FACTS[WORK], score=8800, weight=40),
            result.ResultLine(head=RESIDENTS, fact=FACTS[RESIDENTS], score=9505, weight=30),
        ),
        total=9132, band=Outcome.EXCELLENT, outcome=outcome, year_counts=True, proposed_by=by,
    )  # fmt: skip


def taken_back(day: date) -> result.ProposalTakenBack:
    return result.ProposalTakenBack(effective=day, worker_id=WORKER, year=2026)


def publicised(first: date, last: date) -> result.ResultPublicised:
    return result.ResultPublicised(effective=first, worker_id=WORKER, year=2026, last=last)


def closed(last_day: date) -> result.ResultClosed:
    return result.ResultClosed(effective=last_day, worker_id=WORKER, year=2026, reason=result.ClosingReason.LEFT)
