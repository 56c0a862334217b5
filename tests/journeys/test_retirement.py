"""Who reaches the age of retirement is on the officer's list ahead of the day, until he has left."""

from typing import Any

from services.personnel.domain.exit_events import RetirementClass
from services.personnel.domain.retirement import RetirementAge, retirement_month
from shared.kernel import Month
from shared.kernel.national_id import check_digit
from tests.journeys.conftest import Journey

STAFF = RetirementAge(
    retirement_class=RetirementClass.WOMEN_50, age=50, born_from="1975-01", step_months=2, most_months=60
)


def woman(until: Month) -> tuple[str, Month]:
    """The national id of the youngest who retires by the month from no post of management, and when."""
    born = next(
        month for n in range(600, 672) if retirement_month(str(month := until.plus(-n)), STAFF).index <= until.index
    )
    digits = f"990107{born.first:%Y%m}20000"
    return digits + check_digit(digits), retirement_month(str(born), STAFF)


async def test_retirement_is_on_the_work_list_ahead_of_its_day_until_the_person_has_left(journey: Journey) -> None:
    cast = journey.cast
    number, month = woman(Month.of(journey.day(3, 1)))
    worker, employment = await journey.hire(journey.day(1, 4), id_number=number)
    await journey.hire(journey.day(1, 4), id_number=woman(Month.of(journey.day(6, 1)))[0])
    path, told = f"/personnel/employments/{employment}", {worker: str(month.first)}

    async def waiting() -> dict[str, Any]:
        tasks = cast.street.pages("/personnel/work-list", kind="retirement")
        return {task["worker_id"]: task["due"] async for task in tasks}

    assert await waiting() == {}
    await cast.go_to(journey.day(1, 5))
    assert await waiting() == told
    await cast.street.post(f"{path}/retirement-classes", {"retirement_class": "WOMEN_55"})
    await cast.go_to(journey.day(1, 6))
    assert await waiting() == {}, "in management she works on"
    await cast.street.post(f"{path}/retirement-classes", {"retirement_class": "WOMEN_50"})
    await cast.go_to(journey.day(1, 7))
    assert await waiting() == told

    await cast.street.post(
        f"{path}/exit", {"ground": "RETIREMENT", "last_day": str(month.first), "document": "退休1号"}
    )
    assert await waiting() == {}
    await cast.street.post(f"{path}/exit/annulments", {"reason": "录错人员"})
    await cast.go_to(journey.day(1, 8))
    assert await waiting() == told
