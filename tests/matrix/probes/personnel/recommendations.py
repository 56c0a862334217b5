"""Recommendations to public posts."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, WORKER

RECOMMENDATION: Final = {"recommendation_id": "{recommendation}"}

PROBES: Final = {
    "propose_recommendation": Probe(
        reach=OBJECT, at="community", path=WORKER, body={"post": "CIVIL_SERVANT", "merits": []}
    ),
    "recommend_worker": Probe(reach=OBJECT, at="community", path=RECOMMENDATION, body={"document": ""}),
    "decline_recommendation": Probe(reach=OBJECT, at="community", path=RECOMMENDATION, body={"reason": ""}),
    "hire_away": Probe(
        reach=OBJECT, at="community", path=RECOMMENDATION,
        body={"last_day": "{year}-01-10", "employer": "x", "document": "1号"},
    ),
    "list_recommendations": Probe(
        reach=LIST, at="community", query={"stage": "PROPOSED"}, shows="{recommendation}", filters={"stage": "DECLINED"}
    ),
}  # fmt: skip
