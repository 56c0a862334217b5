"""The profile: recorded once, corrected, the identity by two people; the register, and forms filled from it."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import EVERYWHERE, OBJECT, OWN, WORKER

FACT: Final = {**WORKER, "fact": "{profile_fact}"}

PROBES: Final = {
    "record_profile": Probe(
        reach=OBJECT, at="community", path=WORKER,
        body={"field": "education", "value": "MASTER", "effective": "{year}-01-04"},
    ),
    "correct_profile": Probe(
        reach=OBJECT, at="community", path=FACT,
        body={"field": "phone", "value": "1", "effective": "{year}-01-04", "reason": "x"},
    ),
    "annul_profile": Probe(reach=OBJECT, at="community", path=FACT, body={"reason": ""}),
    "read_profile": Probe(reach=OBJECT, at="community", path=WORKER),
    "read_own_profile": Probe(reach=OWN, shows="{profile_fact}", subject="{worker}"),
    "propose_identity": Probe(reach=OBJECT, at="community", path=WORKER, body={"reason": "x"}),
    "confirm_identity": Probe(reach=OBJECT, at="community", path=WORKER, body={}),
    "refuse_identity": Probe(reach=OBJECT, at="community", path=WORKER, body={"reason": "x"}),
    "read_register": Probe(reach=EVERYWHERE, shows="id_number"),
    "prefill_form": Probe(reach=OBJECT, at="community", path=WORKER, query={"form": "CONTRACT"}),
}  # fmt: skip
