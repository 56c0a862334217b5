"""What waits for an officer, and a worker's own file."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OWN

PROBES: Final = {
    "list_work": Probe(reach=LIST, at="community", filters={"kind": "quota-approval"}),
    "count_work": Probe(reach=LIST, at="community"),
    "read_own_file": Probe(reach=OWN, shows="{worker}", subject="{worker}"),
    "read_own_timeline": Probe(reach=OWN, shows="WorkerRegistered", subject="{worker}"),
    "read_own_next_grade": Probe(reach=OWN, shows="DEMO-18", subject="{worker}"),
    "explain_own_grade": Probe(reach=OWN, path={"decision_id": "{decision}"}, shows="{decision}", subject="{worker}"),
    "read_own_grades": Probe(reach=OWN, shows="{worker}", subject="{worker}"),
}
