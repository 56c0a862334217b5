"""Earlier service of the worker: one case waits for its papers to be checked, one was refused, one for the other worker waits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.web.rights import Grant, Role
from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    cast, path = journey.cast, f"/personnel/workers/{names['worker']}/recognitions"
    body = {
        "reason": "省内其他社区工作经历", "evidence": [{"kind": "CONTRACT", "reference": "青社合18号"}],
        "periods": [
            {
                "starts": "2015-03-01", "ends": "2018-02-28", "employer": "草市街街道", "employer_kind": "COMMUNITY",
                "province": "51", "insured": True,
            }
        ],
    }  # fmt: skip
    cases = [(await cast.street.post(path, body))["stream_id"] for _ in range(3)]
    await cast.approver.post(f"/personnel/recognitions/{cases[2]}/refusals", {"reason": "材料不全"})
    own = replace(cast.officer, subject=names["worker"], grants=(Grant(Role.WORKER, COUNTY),))
    await own.post("/personnel/my/service-records")
    return {"recognition": cases[0], "refused_recognition": cases[2]}
