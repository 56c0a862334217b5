from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.assessment.domain.annual_result import (
    ResultConfirmed,
    ResultReopened,
    ScoreAnnulled,
    ScoreReason,
    result_id,
)
from services.assessment.domain.assessees import AssesseeEmployed, AssesseeLeft
from services.assessment.domain.schemes import SchemeDrafted, SchemeFrozen, SchemeIssued
from services.assessment.domain.terms import Outcome
from services.assessment.projections import assessees, results, schemes
from shared.kernel import Recorded, Sealed
from shared.readmodel import Put
from shared.readmodel.fold import Folded
from tests.assessment.year import (
    COMMUNITY,
    COUNTY,
    FACTS,
    OPENED,
    SCHEME_ID,
    SCORED,
    TERMS,
    WORK,
    WORKER,
    closed,
    proposed,
    publicised,
    scored,
    taken_back,
)  # fmt: skip

ID = result_id(WORKER, 2026)
DAY, ENDS = date(2026, 12, 10), date(2026, 12, 16)


def rows(project: Any, stream_id: UUID, events: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows left after these events, as one batch folds them."""
    folded = Folded()
    for event in events:
        recorded = Recorded(
            position=1, stream_type="", stream_id=stream_id, version=1, event=event, event_id=UUID(int=900),
            subject=None, region=COMMUNITY, recorded=datetime(2026, 1, 1, tzinfo=UTC),
            effective=date(2026, 1, 1), actor="officer", correlation=UUID(int=901), causation=None,
        )  # fmt: skip
        assert folded.take(project(recorded))
    return [row.values for row in folded.rows.values() if isinstance(row, Put)]


def result(*events: Any) -> dict[str, Any]:
    [row] = rows(results.project, ID, (OPENED, *events))
    return row


def test_a_result_is_followed_from_opening_to_confirmation() -> None:
    opened = result()
    assert (opened["result_id"], opened["worker_id"], opened["year"], opened["stage"]) == (ID, WORKER, 2026, "OPEN")
    everything = (*SCORED[1:], proposed(DAY, Outcome.QUALIFIED), publicised(DAY, ENDS))
    public = result(*everything)
    assert (public["stage"], public["total"], public["outcome"]) == ("PUBLICISED", 9132, "QUALIFIED")
    assert (public["publicised_from"], public["publicised_until"]) == (DAY, ENDS)
    confirmed = ResultConfirmed(
        effective=date(2027, 1, 1), worker_id=WORKER, year=2026, outcome=Outcome.QUALIFIED, total=9132, year_counts=True
    )
    assert result(*everything, confirmed)["takes_effect"] == date(2027, 1, 1)
    assert result(closed(DAY))["stage"] == "CLOSED"


def test_each_head_has_its_column_and_an_annulled_score_leaves_it_empty() -> None:
    row = result(*SCORED[1:])
    assert (row["political_quality"], row["work_results"], row["resident_satisfaction"]) == (9200, 8800, 9505)
    annulled = ScoreAnnulled(
        effective=DAY, worker_id=WORKER, fact=FACTS[WORK], head=WORK, reason=ScoreReason.ENTRY_ERROR
    )
    assert result(scored(WORK, 8800), annulled)["work_results"] is None


def test_a_proposal_taken_back_leaves_no_outcome() -> None:
    row = result(*SCORED[1:], proposed(DAY), taken_back(DAY))
    assert (row["stage"], row["total"], row["outcome"], row["year_counts"]) == ("OPEN", None, None, None)


def test_a_result_opened_again_keeps_nothing_of_before() -> None:
    assert result(*SCORED[1:], closed(DAY), OPENED) == result()


def test_a_result_whose_exit_is_undone_keeps_its_scores_and_nothing_that_was_decided() -> None:
    reopened = ResultReopened(effective=DAY, worker_id=WORKER, year=2026)
    row = result(*SCORED[1:], proposed(DAY), publicised(DAY, ENDS), closed(DAY), reopened)
    assert (row["stage"], row["work_results"]) == ("OPEN", 8800)
    assert {row[each] for each in ("total", "outcome", "year_counts", "publicised_from", "publicised_until")} == {None}


def test_a_scheme_shows_its_stage_and_its_terms() -> None:
    drafted = SchemeDrafted(effective=DAY, county=COUNTY, year=2026, terms=TERMS)
    issued = SchemeIssued(effective=DAY, county=COUNTY, year=2026, document="3号")
    frozen = SchemeFrozen(effective=DAY, county=COUNTY, year=2026)
    [row] = rows(schemes.project, SCHEME_ID, (drafted, issued, frozen))
    assert (row["county"], row["year"], row["stage"], row["document"]) == (COUNTY, 2026, "FROZEN", "3号")
    assert row["terms"]["weights"][0] == {"head": "POLITICAL_QUALITY", "points": 30}
    assert row["terms"]["counting"] == ["EXCELLENT", "QUALIFIED", "BASIC"]
    [again] = rows(schemes.project, SCHEME_ID, (drafted, issued, drafted))
    assert (again["stage"], again["document"]) == ("DRAFT", None)


def test_an_employment_keeps_its_days_and_the_sealed_name() -> None:
    job = UUID(int=2)
    employed = AssesseeEmployed(
        effective=DAY, worker_id=WORKER, employment_id=job, name=Sealed("token"), workplace=COMMUNITY,
        category="DEDICATED_STAFF", post_category="STAFF",
    )  # fmt: skip
    left = AssesseeLeft(effective=ENDS, worker_id=WORKER, employment_id=job, ground="RESIGNATION")
    assert rows(assessees.project, WORKER, (employed, left)) == [
        {
            "employment_id": job,
            "worker_id": WORKER,
            "region": COMMUNITY,
            "name": "token",
            "first_day": DAY,
            "last_day": ENDS,
        }
    ]
