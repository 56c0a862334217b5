"""The street enters where somebody is paid to; nobody confirmed it yet."""

from collections.abc import Mapping
from typing import Any, Final

from tests.journeys.conftest import Journey

ACCOUNT: Final = "6222020200000000006"


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    entered = {"account": ACCOUNT, "bank": "工商银行成都武侯支行"}
    await journey.cast.street.post(f"/payroll/workers/{names['worker']}/bank-accounts", entered)
    return {}
