"""Alive, ready, and figures for Prometheus: asked by anybody, telling nothing personal."""

import asyncio
from datetime import UTC, datetime

import pytest
from prometheus_client.parser import text_string_to_metric_families

from shared.eventlog import Append, CursorStep, Parked
from tests.shared.web.conftest import Web


async def test_the_process_answers_without_asking_the_database(web: Web) -> None:
    answer = await web.client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


async def test_readiness_names_how_far_everything_is(web: Web) -> None:
    await web.opened()
    head, _ = await web.log()
    answer = await web.client.get("/health/ready")
    body = answer.json()
    assert (answer.status_code, body["status"], body["head"], body["read_models"]) == (200, "ready", head, head)
    assert (body["parked"], body["stopped"], body["relayed"], body["day"]) == (0, [], None, None)


async def test_a_message_set_aside_degrades_and_does_not_stop(web: Web) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    parked = Parked("listen:personnel", 3, "s", "boom", now)
    await web.runtime.log.append(Append(cursor=CursorStep("listen:personnel", 0, 3), parked=(parked,)))
    answer = await web.client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"], answer.json()["parked"]) == (200, "degraded", 1)
    assert answer.json()["heard"] == {"personnel": 3}
    await web.runtime.log.append(Append(unparked=(("listen:personnel", 3),)))
    assert (await web.client.get("/health/ready")).json()["status"] == "ready"


async def test_a_role_that_stopped_is_named_and_the_process_is_not_ready(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ends() -> None:
        return

    task = asyncio.create_task(ends(), name="ledger relay")
    await task
    monkeypatch.setattr(web.runtime, "tasks", [*web.runtime.tasks, task])
    answer = await web.client.get("/health/ready")
    assert (answer.status_code, answer.json()["status"], answer.json()["stopped"]) == (503, "stopped", ["ledger relay"])


async def test_figures_can_be_read_by_prometheus_and_hold_nothing_personal(web: Web) -> None:
    await web.opened(holder="欧阳修")
    answer = await web.client.get("/metrics")
    names = {family.name for family in text_string_to_metric_families(answer.text)}
    assert {"cw_append_batch", "cw_log_head", "cw_parked"} <= names
    assert "欧阳修" not in answer.text
