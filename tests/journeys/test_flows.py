"""What one service tells and the others do, across real PostgreSQL and NATS. The tests live through one year in order."""

from typing import Any

import asyncpg
import pytest

from deploy.local.county import superuser
from deploy.local.story.frontend import Problem
from deploy.local.story.scheme import assessment_body
from shared.kernel import to_fen
from tests.journeys.conftest import COUNTY, Journey
from tests.journeys.recruited import recruited

BACHELOR_GRADE_2 = 3_570_00


def amount(lines: list[dict[str, Any]], *components: str, month: str | None = None) -> int:
    """Fen of these components, of one original month or of all."""
    wanted = (x for x in lines if x["component"] in components and month in (None, x["for_month"]))
    return sum(to_fen(x["amount"]) for x in wanted)


async def keys_of(journey: Journey, people: list[str]) -> int:
    """How many keys the people have when the eraser has carried out what was decided."""
    eraser = journey.county.runtimes["personnel"].eraser
    assert eraser is not None
    await eraser.carry_out()
    keys = await asyncpg.connect(**superuser(journey.county.servers.addresses, "keys"))
    try:
        return int(await keys.fetchval("select count(*) from keys.person_key where person::text = any($1)", people))
    finally:
        await keys.close()


WAGES = ("BASIC", "PERFORMANCE", "CERTIFICATE")


async def test_a_hire_opens_duties_and_pay(journey: Journey) -> None:
    worker, _ = await journey.hire(journey.day(1, 4))
    await journey.decide_grades()
    await journey.cast.settled()
    duties = await journey.cast.trainer.get(f"/training/workers/{worker}/duties")
    assert sorted(d["kind"] for d in duties) == ["INDUCTION", "ROTATION"]
    facts = await journey.cast.finance.get(f"/payroll/workers/{worker}/entitlement")
    assert {"ENROLLED", "GRADE"} <= {f["kind"] for f in facts}


async def test_whoever_worked_a_whole_month_is_paid_the_standard_of_the_grade(journey: Journey) -> None:
    await journey.cast.go_to(journey.day(2, 1))
    worker, _ = await journey.hire(journey.day(2, 1))
    await journey.decide_grades()
    await journey.cast.go_to(journey.day(2, 25))
    await journey.pay(2)
    lines = await journey.lines(worker, 2)
    assert amount(lines, *WAGES) == BACHELOR_GRADE_2
    decided = await journey.cast.officer.get("/personnel/events", after=0, limit=1_000)
    grades = {
        e["headers"]["ce-id"] for e in decided["events"] if e["headers"].get("ce-type") == "personnel.grade.decided.v1"
    }
    assert any(set(line["causes"]) & grades for line in lines if line["component"] == "BASIC")


async def test_a_late_certificate_raises_the_grade_on_its_day_and_the_difference_is_paid_by_month(
    journey: Journey,
) -> None:
    await journey.cast.go_to(journey.day(3, 1))
    worker, _ = await journey.hire(journey.day(3, 1))
    await journey.decide_grades()
    for month in (3, 4):
        await journey.cast.go_to(journey.day(month, 25))
        await journey.pay(month)
    await journey.cast.go_to(journey.day(5, 10))
    paper = {"level": "SENIOR", "number": "SW00001", "registered_on": str(journey.day(3, 10))}
    await journey.cast.street.post(f"/personnel/workers/{worker}/qualifications", paper)
    await journey.decide_grades()
    await journey.cast.go_to(journey.day(5, 25))
    await journey.pay(5)
    lines = await journey.lines(worker, 5)
    arrears = [x for x in lines if x["arrears"]]
    assert {x["for_month"] for x in arrears if x["component"] == "BASIC"} == {f"{journey.year}-04"}
    assert amount(arrears, "BASIC", "PERFORMANCE") == 2 * 170_00  # grade 2 → 4 (senior counts 3, the degree 1) in April
    assert amount(lines, "BASIC", "PERFORMANCE", month=f"{journey.year}-05") == BACHELOR_GRADE_2 + 2 * 170_00


async def test_a_confirmed_result_changes_the_performance_part_and_a_failed_year_is_not_counted(
    journey: Journey,
) -> None:
    cast, year = journey.cast, journey.year
    good, _ = await journey.hire(journey.day(1, 2))
    failed, _ = await journey.hire(journey.day(1, 2))
    await journey.decide_grades()
    await cast.go_to(journey.day(12, 1))
    await cast.settled()
    drafted = await cast.officer.post("/assessment/schemes", assessment_body(COUNTY, year))
    await cast.officer.post(f"/assessment/schemes/{drafted['stream_id']}/issues", {"document": "武社工3号"})
    asked = {"county": COUNTY, "year": year}

    async def all_results(what: str, who: Any) -> None:
        await who.operation("assessment", await who.post(f"/assessment/county-results/{what}", asked))

    await all_results("openings", cast.officer)
    await cast.officer.post(f"/assessment/schemes/{drafted['stream_id']}/freezes", {})
    results = {r["worker_id"]: r["result_id"] async for r in cast.officer.pages("/assessment/results", year=year)}
    score = {good: 8_500, failed: 3_000}
    for head, source in (
        ("POLITICAL_QUALITY", "COUNTY_PANEL"), ("WORK_RESULTS", "STREET_PANEL"),
        ("RESIDENT_SATISFACTION", "RESIDENT_SURVEY"),
    ):  # fmt: skip
        lines = [{"result_id": id, "score": score.get(worker, 7_000)} for worker, id in results.items()]
        sheet = {"head": head, "source": source, "scored_on": str(journey.day(12, 1)), "lines": lines}
        await cast.assessor.post("/assessment/score-sheets", sheet)
    await all_results("proposals", cast.officer)
    await all_results("publications", cast.officer)
    await cast.go_to(journey.day(12, 15))
    await all_results("confirmations", cast.approver)
    await cast.settled()
    facts = await cast.finance.get(f"/payroll/workers/{failed}/entitlement", as_of=f"{year + 1}-01-01")
    assert [f["word"] for f in facts if f["kind"] == "RESULT"] == ["FAIL"]
    words = {}
    for worker in (failed, good):
        told = await cast.officer.get(f"/personnel/workers/{worker}/grade-facts")
        words[worker] = [(f["year"], f["word"]) for f in told if f["kind"] == "RESULT"]
    assert words == {failed: [(year, "FAIL")], good: [(year, "GOOD")]}
    duties = await cast.trainer.get(f"/training/workers/{failed}/duties")
    assert "REMEDIAL" in {d["kind"] for d in duties}


async def test_a_dismissal_stops_pay_withdraws_duties_and_closes_the_assessment(journey: Journey) -> None:
    cast = journey.cast
    worker, employment = await journey.hire(journey.day(12, 1))
    await journey.decide_grades()
    await cast.settled()
    told = str(journey.county.clock.today())
    end = {
        "ground": "SERIOUS_BREACH",
        "last_day": str(journey.day(12, 20)),
        "document": "武人9号",
        "union_told_on": told,
    }
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    await cast.go_to(journey.day(12, 22))
    await journey.pay(12)
    standings = {d["standing"] for d in await cast.trainer.get(f"/training/workers/{worker}/duties")}
    assert standings == {"WITHDRAWN"}
    lines = await journey.lines(worker, 12)
    assert 0 < amount(lines, "BASIC", "PERFORMANCE") < BACHELOR_GRADE_2
    assert (await cast.officer.get(f"/personnel/workers/{worker}"))["ground"] == "SERIOUS_BREACH"


async def test_a_renewal_lets_pay_go_on_and_is_heard(journey: Journey) -> None:
    worker, employment = await journey.hire(journey.day(12, 2))
    renewal = {"ends": f"{journey.year + 6}-12-01"}
    await journey.cast.street.post(f"/personnel/employments/{employment}/renewals", renewal)
    await journey.cast.settled()
    day = f"{journey.year + 4}-01-01"
    facts = await journey.cast.finance.get(f"/payroll/workers/{worker}/entitlement", as_of=day)
    assert {"ENROLLED", "CONTRACT"} <= {f["kind"] for f in facts}


async def test_a_recruitment_goes_from_the_exam_to_the_hire_and_the_next_in_rank_is_pulled_in(journey: Journey) -> None:
    """Registered on the 22nd of December, examined a day later, shown until the 29th."""
    cast, worker = journey.cast, await recruited(journey)
    await cast.settled()
    facts = await cast.finance.get(f"/payroll/workers/{worker}/entitlement", as_of=f"{journey.year + 1}-06-01")
    assert "ENROLLED" in {f["kind"] for f in facts}
    told = [e["headers"].get("ce-type") for e in (await cast.officer.get("/personnel/events", limit=1_000))["events"]]
    for name in ("campaign.announced", "campaign.result_published", "vetting.concluded"):
        assert f"personnel.{name}.v1" in told


async def test_the_street_has_eighteen_places_and_the_nineteenth_hire_changes_nothing(journey: Journey) -> None:
    (street,) = (await journey.cast.officer.get("/personnel/quota-ledger"))["items"]
    assert street["places"] == 18
    for _ in range(street["vacant"]):
        await journey.hire(journey.day(12, 22))
    before = (await journey.cast.health())["personnel"]["head"]
    with pytest.raises(Problem) as refused:
        await journey.hire(journey.day(12, 22))
    assert (refused.value.status, refused.value.code) == (409, "headcount.no-vacancy")
    assert refused.value.body["texts"]["zh"]["title"] == "员额已满"
    assert (await journey.cast.health())["personnel"]["head"] == before


async def test_the_county_is_in_order_at_the_end_of_the_year(journey: Journey) -> None:
    await journey.cast.settled()
    for name, state in (await journey.cast.health()).items():
        assert (state["status"], state["parked"], state["stopped"]) == ("ready", 0, []), name
        assert state["head"] == state["read_models"] == state["relayed"], name


async def test_every_slip_of_the_year_is_calculated_again_byte_for_byte_and_says_why_it_differs(
    journey: Journey,
) -> None:
    """Late facts, a standard of the year, exits: what was known when the run was opened is what counts."""
    finance, replayed, told = journey.cast.finance, 0, set[str]()
    async for run in finance.pages("/payroll/runs"):
        async for slip in finance.pages(f"/payroll/runs/{run['run_id']}/payslips"):
            again = await finance.get(f"/payroll/payslips/{slip['payslip_id']}/replay")
            assert (again["same"], again["again"]) == (True, again["issued"]), slip["payslip_id"]
            assert (again["rules"], again["engine"]) == (True, True)
            why = await finance.get(f"/payroll/payslips/{slip['payslip_id']}/difference")
            assert sum(to_fen(each["amount"]) for each in why["causes"]) == to_fen(why["net"]) - to_fen(
                why["net_before"] or why["net"]
            )
            tree = await finance.get(f"/payroll/payslips/{slip['payslip_id']}/explanation")
            parts = [
                to_fen(line["tree"]["value"])
                for line in tree["lines"]
                if not line["tree"]["what"].startswith("EMPLOYER_")
            ]
            assert sum(parts) == to_fen(why["net"])
            told |= {each["cause"] for each in why["causes"]}
            replayed += 1
    assert replayed > 10
    assert {"ARREARS", "GRADE"} <= told


async def test_who_applied_a_year_ago_is_forgotten_when_another_decides(journey: Journey) -> None:
    """The keys are gone, and with them the names; what was published stays."""
    cast = journey.cast
    (campaign,) = [row async for row in cast.officer.pages("/personnel/campaigns")]
    path = f"/personnel/campaigns/{campaign['campaign_id']}"
    before = await cast.officer.get(f"{path}/ranking")
    await cast.go_to(journey.day(12, 23).replace(year=journey.year + 1))
    waiting = [
        task["stream_id"] async for task in cast.approver.pages("/personnel/work-list", kind="applicant-erasure")
    ]
    assert len(waiting) == 4
    for id in waiting:
        await cast.approver.post(f"/personnel/applicants/{id}/erasures", {"document": "武社工7号"})
    shown = [row async for row in cast.officer.pages(f"{path}/applicants")]
    assert {(row["name"], row["id_number"]) for row in shown} == {(None, None)}
    assert await cast.officer.get(f"{path}/ranking") == before
    assert await keys_of(journey, waiting) == 0
