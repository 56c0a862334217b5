"""The establishment: population, quotas, ratio, ledger."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT

PROBES: Final = {
    "record_population": Probe(
        reach=BODY, at="street",
        body={"unit": "{street}", "residents": -1, "effective": "{year}-01-01", "source": "人口普查"},
    ),
    "request_quota": Probe(
        reach=BODY, at="street",
        body={
            "unit": "{street}", "effective": "1990-01-01", "places": -1, "by_post": [{"post_category": "CHIEF", "places": 1}],
        },
    ),
    "approve_quota": Probe(reach=BODY, at="street", body={"unit": "{street}", "document": "武编2号"}),
    "keep_quota": Probe(reach=BODY, at="street", body={"unit": "{street}", "document": ""}),
    "compute_headcount_ratio": Probe(reach=BODY, at="street", body={"unit": "{street}", "day": "1990-01-01"}),
    "list_headcount_ratios": Probe(reach=OBJECT, at="street", query={"unit": "{street}"}),
    "list_quotas": Probe(reach=OBJECT, at="street", query={"unit": "{street}"}),
    "read_quota_ledger": Probe(
        reach=LIST, at="street", shows="{street}", filters={"as_of": "{year}-06-01", "level": "community"}
    ),
}  # fmt: skip
