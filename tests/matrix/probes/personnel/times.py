"""Both times: names of regions corrected and annulled, files and lists as they were and as they were known."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, OBJECT, OWN, WORKER

PROBES: Final = {
    "correct_region_name": Probe(
        reach=BODY, at="street",
        body={
            "path": "{street}", "since": "1990-01-01", "code": "510107001", "name": "浆洗街街道", "effective": "{year}-01-01",
            "reason": "录入有误",
        },
    ),
    "annul_region_name": Probe(
        reach=BODY, at="street", body={"path": "{street}", "since": "1990-01-01", "reason": ""}
    ),
    "recall_list": Probe(
        reach=BODY,
        body={"list": "ROSTER", "region": "{county}", "known_at": "2199-01-01T00:00:00Z", "as_of": None},
    ),
    "recall_grants": Probe(
        reach=BODY, body={"region": "{county}", "known_at": "2199-01-01T00:00:00Z", "as_of": None},
    ),
    "read_worker_file": Probe(reach=OBJECT, at="community", path=WORKER),
    "read_own_file_as_of": Probe(reach=OWN, shows="{worker}", subject="{worker}"),
    "read_unit_file": Probe(reach=OBJECT, at="street", query={"unit": "{street}"}),
}  # fmt: skip
