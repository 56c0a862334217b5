"""A draft seen over everybody, then published with its digest, on real servers; a golden case in its way."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from deploy.local.servers import Addresses
from deploy.local.story.scheme import PAPERS
from services.payroll.domain.grade_trials import HearGradeTrial, trial_id
from services.payroll.domain.streams import GRADE_TRIAL, RUN
from services.payroll.domain.streams import STANDARD as STANDARD_STREAM
from services.payroll.projections import cohorts
from shared.crypto import content_digest
from shared.kernel import Month, Region
from tests.payroll.county import COUNTY, STREET
from tests.payroll.house import APPROVER, STANDARD, House, decided, hired, open_house
from tests.servers import TestDatabase

PEOPLE = 12
DEARER: dict[str, Any] = {
    **STANDARD, "effective": "2026-04-01", "document": "示范薪酬〔2026〕2号",
    "grades": [{"grade": g, "monthly": f"{3_500 + 170 * (g - 1)}.00"} for g in range(1, 19)],
}  # fmt: skip
DRAFT = {k: v for k, v in DEARER.items() if k not in PAPERS} | {"first_month": "2026-01", "months": 12}


@pytest.fixture(scope="module")
async def house(database: TestDatabase, addresses: Addresses) -> AsyncIterator[House]:
    async with open_house(database, addresses, date(2026, 1, 20)) as made:
        await made.post("/standards", STANDARD, by=APPROVER)
        await made.hear([hired(n, date(2025, 1, 1)) for n in range(1, PEOPLE + 1)])
        await made.hear([decided(n, 2, date(2025, 1, 1)) for n in range(1, PEOPLE)])
        yield made


async def simulated(house: House) -> Any:
    operation = await house.post("/simulations", DRAFT, status=202)
    while operation["state"] not in ("succeeded", "failed"):
        await asyncio.sleep(0.01)
        operation = await house.get(f"/operations/{operation['operation_id']}")
    assert operation["state"] == "succeeded", operation
    await house.caught_up()
    return operation


async def test_what_is_published_was_seen_and_a_red_case_blocks_it(house: House) -> None:
    refused = await house.post("/standards", DEARER, by=APPROVER, status=422)
    assert refused["code"] == "standards.not-simulated"
    operation = await simulated(house)
    seen = operation["outcome"]
    assert (seen["total"]["people"], seen["total"]["winners"], seen["total"]["losers"]) == (PEOPLE - 1, PEOPLE - 1, 0)
    assert [m["winners"] for m in seen["by_month"]] == [0] * 3 + [PEOPLE - 1] * 9
    table = await house.file(f"/operations/{operation['operation_id']}/files/simulation.json")
    assert seen["digest"].endswith(sha256(table).hexdigest())
    listed = (await house.get("/simulations"))["items"]
    assert [(s["digest"], s["after"]) for s in listed] == [(seen["digest"], seen["total"]["after"])]

    wrong = {"name": "二级", "month": "2026-05", "grade": 2, "expected": [{"component": "BASIC", "amount": "2856.00"}]}
    await house.post("/golden-cases", {"county": COUNTY, "cases": [wrong]})
    blocked = await house.post("/standards", {**DEARER, "simulation": seen["digest"]}, by=APPROVER, status=409)
    assert (blocked["code"], blocked["facts"]["cases"]) == ("standards.red-cases", "二级: BASIC 2856.00 ≠ 2936.00")
    assert [(c["green"], c["differences"]) for c in await house.get(f"/golden-cases/results?county={COUNTY}")] == [
        (True, [])
    ]
    await house.post("/golden-cases/withdrawals", {"county": COUNTY, "name": "二级", "reason": "按旧标准计算"})
    assert await house.get("/golden-cases") == []
    await house.post("/standards", {**DEARER, "simulation": seen["digest"]}, by=APPROVER)
    assert [s["version"] for s in await house.get("/standards")] == [2, 1]


async def test_the_same_question_gives_the_same_table(house: House) -> None:
    first, again = [(await simulated(house))["outcome"] for _ in range(2)]
    for part in ("total", "by_month", "by_grade", "by_employer"):
        assert first[part] == again[part]


async def test_a_trial_of_grades_is_valued_with_its_digest(house: House) -> None:
    grades = [[str(UUID(int=n)), STREET, [2] * 12, [2] * 3 + [4] * 9] for n in range(1, 4)]
    asked = {"effective": "2026-04-01", "first_month": "2026-01", "months": 12, "region": COUNTY}
    trial = json.dumps({"asked": asked, "against": 1, "people": grades}).encode()
    heard = HearGradeTrial(
        region=Region(COUNTY), trial=content_digest(trial), code="DEMO-18", draft_effective=date(2026, 4, 1),
        cause=UUID(int=900),
    )  # fmt: skip
    await house.hear([(trial_id(heard.trial), heard)], stream=GRADE_TRIAL)
    operation = await house.upload(f"/grade-scheme-costs?county={COUNTY}", trial)
    seen = operation["outcome"]
    assert seen["trial"].endswith(sha256(trial).hexdigest())
    assert (seen["total"]["people"], seen["total"]["winners"], seen["total"]["losers"]) == (3, 3, 0)
    assert [g["people_after"] for g in seen["by_grade"]] == [3]
    table = await house.file(f"/operations/{operation['operation_id']}/files/cost.json")
    assert seen["digest"].endswith(sha256(table).hexdigest())
    again = await house.upload(f"/grade-scheme-costs?county={COUNTY}", trial)
    assert again["outcome"]["total"] == seen["total"]
    unknown = await house.upload(f"/grade-scheme-costs?county={COUNTY}", trial.replace(b"4", b"5"), status=409)
    assert unknown["code"] == "grade-costs.unknown-trial"


async def test_what_is_expected_rests_on_the_wages_published_for_the_region(house: House) -> None:
    published = {
        "region": COUNTY, "kind": "MINIMUM_WAGE", "effective": "2026-01-01", "monthly": "2330.00", "hourly": "22.00",
        "tier": "1", "means": "月最低工资", "document": "示范人社〔2026〕1号", "article": "第一条",
    }  # fmt: skip
    await house.post("/wage-figures", published, by=APPROVER)
    await house.caught_up()
    policies = await house.runtime.policies_for(RUN.type, Region(COUNTY))
    async with house.runtime.engine.connect() as read:
        head = await house.runtime.log.head()
        cohort = await cohorts.expected(read, Region(COUNTY), Month(year=2026, month=3), 12, policies, known_at=head)
        before = await cohorts.expected(
            read, Region(COUNTY), Month(year=2026, month=3), 12, policies, known_at=head - 1
        )
    day = date(2026, 3, 1)
    assert policies.minimum_wage_fen.on(day) != 233_000
    assert cohort.policies.minimum_wage_fen.on(day) == 233_000
    assert before.policies.minimum_wage_fen == policies.minimum_wage_fen
    decided_by = await house.runtime.handling.policies_for(STANDARD_STREAM.type, COUNTY)
    assert decided_by.minimum_wage_fen.on(day) == 233_000, "decisions outside a run see what is published"
