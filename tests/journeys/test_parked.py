"""What an operator can do about messages that wait."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from shared.kernel import Send
from shared.published import News
from tests.journeys.conftest import Journey


async def test_nothing_waits_in_a_healthy_county_and_releasing_what_does_not_wait_is_refused(journey: Journey) -> None:
    operator = journey.cast.administrator
    for service in ("personnel", "training", "assessment", "payroll"):
        assert await operator.get(f"/{service}/parked") == []
    for source, position in (("personnel", 1), ("nobody", 1)):
        with pytest.raises(Problem) as refused:
            await operator.post("/payroll/parked/releases", {"source": source, "position": position})
        assert refused.value.status == 404


async def test_a_parked_message_is_shown_with_its_reason_and_released(journey: Journey) -> None:
    """Payroll is made to stumble over one hire, then mended."""
    payroll = journey.county.runtimes["payroll"]
    listener = payroll.listeners["personnel"]
    listened, listener._intake._react = listener._intake._react, _stumble
    _, _ = await journey.hire(journey.day(1, 4))
    await journey.cast.settled()
    operator = journey.cast.administrator
    first, *behind = await operator.get("/payroll/parked")
    assert "ZeroDivisionError" in first["error"]
    assert all("blocked behind" in message["error"] for message in behind)
    assert (await journey.cast.health())["payroll"]["status"] == "degraded"
    listener._intake._react = listened
    released = await operator.post("/payroll/parked/releases", {"source": "personnel", "position": first["position"]})
    assert released == {"released": True}
    assert await operator.get("/payroll/parked") == []
    assert (await journey.cast.health())["payroll"]["status"] == "ready"


def _stumble(news: News[Any]) -> Iterator[Send[Any]]:
    raise ZeroDivisionError


async def test_only_the_system_administrator_of_the_nation_may_look_or_release(journey: Journey) -> None:
    for person in (journey.cast.officer, replace(journey.cast.finance)):
        with pytest.raises(Problem) as refused:
            await person.get("/payroll/parked")
        assert refused.value.status == 403
