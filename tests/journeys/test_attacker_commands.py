"""Commands with a valid token that is not for the object: as if it never was, no log grows, nobody checks their own work."""

from typing import Any

import pytest

from deploy.local.story.scheme import assessment_body, standard_body
from shared.ids import new_id
from shared.kernel import NATION, Region, region
from tests.journeys.attack import (
    CITY,
    NEXT_COMMUNITY,
    NEXT_COUNTY,
    NEXT_STREET,
    SIBLING,
    Ids,
    hire_body,
    lived_in,
    no_key_is_made,
    nothing_happens,
    refused,
    said,
    send,
    somebody,
    unknowable,
    workbook,
)
from tests.journeys.attacked import DAY, EXIT, PAPER, SCORE, SESSION, about_regions, on_streams
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey


@pytest.fixture(scope="module")
async def ids(journey: Journey) -> Ids:
    return await lived_in(journey)


@pytest.mark.parametrize("where", [NEXT_COUNTY, SIBLING], ids=["next county", "sibling street"])
async def test_a_stream_elsewhere_is_as_if_it_never_was(journey: Journey, ids: Ids, where: Region) -> None:
    mallory = somebody(journey, where)
    async with nothing_happens(journey), no_key_is_made(journey):
        for path, id, body in on_streams(ids):
            await unknowable(mallory, "POST", path, id, body)
            for version in range(3):  # a version does not tell either
                await unknowable(mallory, "POST", path, id, body, headers={"if-match": f'"{version}"'})


async def test_a_region_elsewhere_is_never_written_founded_or_not(journey: Journey, ids: Ids) -> None:
    mallory = somebody(journey, NEXT_COUNTY)
    places = (
        (COUNTY, STREET, COMMUNITIES[0]), (NATION, NATION, COMMUNITIES[0]), (CITY, CITY, COMMUNITIES[1]),
        (region("51", "09", "09"), region("51", "09", "09", "001"), region("51", "09", "09", "001", "001")),
    )  # fmt: skip
    async with nothing_happens(journey):
        for place in places:
            for path, body in about_regions(journey, *place):
                assert await refused(mallory, "POST", path, body) == 404, (path, place)
        mixed = [{"path": path, "code": "510108002", "name": "x"} for path in (f"{NEXT_COUNTY[:8]}/002/_", SIBLING)]
        assert await refused(mallory, "POST", "/personnel/regions", {"effective": str(DAY), "regions": mixed}) == 404
        for broken in ("51/01/07", "", "x", "51/01/07/%/_", None, ["51"], COUNTY + "/", "\uff15\uff11/01/07/_/_"):
            asked = (
                ("/assessment/schemes", assessment_body(COUNTY, 2026)),
                ("/payroll/standards", standard_body(COUNTY)),
            )
            for path, body in asked:
                assert await refused(mallory, "POST", path, {**body, "county": broken}) == 422


async def test_a_hire_across_the_border_is_refused_on_either_side(journey: Journey, ids: Ids) -> None:
    mallory = somebody(journey, NEXT_COUNTY)
    async with nothing_happens(journey), no_key_is_made(journey):
        for employer, workplace in ((NEXT_STREET, COMMUNITIES[0]), (STREET, NEXT_COMMUNITY), (NEXT_COUNTY, STREET)):
            body = hire_body(801, employer, workplace, DAY)
            assert await refused(mallory, "POST", "/personnel/workers", body) == 404


async def test_sheets_that_mix_own_and_foreign_people_are_refused_whole(journey: Journey, ids: Ids) -> None:
    mallory, never = somebody(journey, NEXT_COUNTY), str(new_id())
    async with nothing_happens(journey):
        for first_own in (True, False):
            told = []
            for foreign in (ids, None):
                worker, result, proposal = (
                    (ids.other_worker, ids.result, ids.proposal) if foreign else (never, never, never)
                )
                results, workers = [ids.own_result, result], [ids.own_worker, worker]
                if not first_own:
                    results.reverse()
                    workers.reverse()
                scores = {**SCORE, "lines": [{"result_id": id, "score": 8_000} for id in results]}
                which = {"proposals": [{"worker_id": worker, "proposal_id": proposal}], "agreed": True}
                told.append(
                    [
                        said(await send(mallory, "POST", path, body))
                        for path, body in (
                            ("/assessment/score-sheets", scores),
                            ("/training/completion-sheets", {**SESSION, "worker_ids": workers}),
                            ("/personnel/grade-reviews", which),
                            ("/personnel/grade-reviews", {**which, "agreed": False}),
                            ("/personnel/grade-approvals", {**which, "document": "x"}),
                        )
                    ]
                )
            assert told[0] == told[1]
            assert {status for status, _ in told[0]} == {404}


async def test_an_appointment_names_nobody_and_no_place_elsewhere(journey: Journey, ids: Ids) -> None:
    mallory = somebody(journey, NEXT_COUNTY)
    async with nothing_happens(journey):
        for worker, community in (
            (ids.worker, NEXT_COMMUNITY), (ids.own_worker, COMMUNITIES[0]), (ids.own_worker, STREET),
            (ids.worker, NEXT_STREET), (str(new_id()), NEXT_COMMUNITY), (str(new_id()), NEXT_STREET),
        ):  # fmt: skip
            body = {"worker_id": worker, "post": "DIRECTOR", "community": community, "starts": str(DAY)}
            assert await refused(mallory, "POST", "/personnel/appointments", body) == 404, (worker, community)


async def test_a_roster_is_imported_into_the_own_county_only(journey: Journey, ids: Ids) -> None:
    mallory, sheet = somebody(journey, NEXT_COUNTY), workbook("浆洗街街道", "004社区")
    async with nothing_happens(journey):
        for county in (COUNTY, CITY, region("51", "09", "09")):
            path = "/personnel/roster-imports"
            assert await refused(mallory, "POST", path, content=sheet, county=county) == 404
        accepted = await mallory.post("/personnel/roster-imports", content=sheet, county=NEXT_COUNTY)
        outcome = await mallory.operation("personnel", accepted)
    assert (outcome["imported"], outcome["refused"]) == (0, 1)
    faults = await mallory.get(f"/personnel/operations/{accepted['operation_id']}/files/errors.json")
    refusals = [fault["code"] for fault in faults if not fault["warning"]]
    assert refusals == ["imports.community"], "a community of another county is one that does not exist"


async def test_fields_that_are_not_asked_for_are_refused(journey: Journey, ids: Ids) -> None:
    everybody = somebody(journey, COUNTY)
    hire, month = hire_body(802, STREET, COMMUNITIES[0], DAY), f"{journey.year}-01"
    which = {"proposals": [{"worker_id": ids.other_worker, "proposal_id": ids.proposal}], "agreed": True}
    extra: list[tuple[str, Any]] = [
        ("/personnel/workers", {**hire, each: value})
        for each, value in (("worker_id", ids.worker), ("grade", 18), ("place", "x#1"), ("source", "IMPORTED"),
                            ("region", NEXT_COUNTY), ("certificate", "SENIOR"), ("by", "finance"))
    ]  # fmt: skip
    extra += [
        ("/payroll/runs", {"unit": COUNTY, "month": month, "opened_by": "finance"}),
        ("/payroll/runs", {"unit": COUNTY, "month": month, "run_id": ids.run}),
        (f"/payroll/runs/{ids.open_run}/approvals", {"approved_by": "county-approver"}),
        ("/personnel/grade-reviews", {**which, "by": "street-officer"}),
        ("/personnel/grade-approvals", {**which, "document": "x", "grade": 18}),
        ("/personnel/quota-requests", {"unit": STREET, "effective": str(DAY), "stage": "APPROVED"}),
        ("/personnel/quota-approvals", {"unit": STREET, "document": "x", "requested_by": "nobody"}),
        ("/payroll/standards", {**standard_body(COUNTY), "published_by": "x", "version": 1}),
        (f"/assessment/results/{ids.result}/confirmations", {"outcome": "EXCELLENT"}),
        (f"/personnel/employments/{ids.employment}/exit", {**EXIT, "severance": True, "employment_id": ids.employment}),
        (f"/personnel/workers/{ids.worker}/qualifications", {**PAPER, "worker_id": ids.own_worker}),
    ]
    async with nothing_happens(journey):
        for path, body in extra:
            assert await refused(everybody, "POST", path, body) == 422, path


async def test_a_key_of_somebody_else_answers_nothing_of_theirs(journey: Journey, ids: Ids) -> None:
    key = {"idempotency-key": str(new_id())}
    body = {"ends": f"{journey.year + 5}-12-31"}
    path = f"/personnel/employments/{ids.employment}/renewals"
    assert (await send(journey.cast.street, "POST", path, body, headers=key)).status_code == 201
    async with nothing_happens(journey):
        mallory = somebody(journey, NEXT_COUNTY)
        assert await refused(mallory, "POST", path, body, headers=key) == 404
        again = await send(journey.cast.street, "POST", path, body, headers=key)
        assert again.status_code == 201, "the same request again is the same answer"
        assert await refused(journey.cast.street, "POST", path, {"ends": None}, headers=key) == 422


async def test_nobody_checks_their_own_work(journey: Journey, ids: Ids) -> None:
    both = somebody(journey, COUNTY, subject="both-hats")
    day = f"{journey.year}-01-10"
    which = [{"worker_id": ids.other_worker, "proposal_id": ids.proposal}]
    await both.post("/personnel/quota-requests", {"unit": STREET, "effective": day})
    await both.post("/personnel/grade-reviews", {"proposals": which, "agreed": True})
    await journey.cast.finance.post(f"/payroll/runs/{ids.open_run}/discards", {"reason": "x"})
    february = await both.post("/payroll/runs", {"unit": COUNTY, "month": f"{journey.year}-02"})
    run = (await both.operation("payroll", february))["run_id"]
    approval = {"proposals": which, "agreed": True, "document": "x"}
    async with nothing_happens(journey):
        assert await refused(both, "POST", "/personnel/quota-approvals", {"unit": STREET, "document": "x"}) == 403
        assert await refused(both, "POST", "/personnel/grade-approvals", approval) == 403
        assert await refused(both, "POST", f"/payroll/runs/{run}/approvals", {}) in (403, 409)
        assert await refused(both, "POST", f"/payroll/runs/{run}/closings", {}) == 409


async def test_whoever_proposed_a_result_does_not_confirm_it(journey: Journey, ids: Ids) -> None:
    both, asked = somebody(journey, COUNTY, subject="both-hats"), {"county": COUNTY, "year": journey.year - 1}
    await both.post(f"/assessment/schemes/{ids.scheme}/freezes", {})
    heads = (
        ("POLITICAL_QUALITY", "COUNTY_PANEL"),
        ("WORK_RESULTS", "STREET_PANEL"),
        ("RESIDENT_SATISFACTION", "RESIDENT_SURVEY"),
    )
    for head, source in heads:
        lines = [{"result_id": ids.result, "score": 8_000}]
        sheet = {"head": head, "source": source, "scored_on": str(journey.day(1, 4)), "lines": lines}
        await both.post("/assessment/score-sheets", sheet)
    for step in ("proposals", "publications"):
        await both.operation("assessment", await both.post(f"/assessment/county-results/{step}", asked))
    await journey.cast.go_to(journey.day(1, 20))
    async with nothing_happens(journey):
        path = f"/assessment/results/{ids.result}/confirmations"
        assert await refused(both, "POST", path, {}) in (403, 409)
        await send(both, "POST", "/assessment/county-results/confirmations", asked)
