"""Posts: nominated, reviewed, decided, recalled, corrected, annulled."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, WORKER

HELD: Final = {"appointment_id": "{appointment}"}
CANDIDACY: Final = {"appointment_id": "{candidacy}"}

PROBES: Final = {
    "nominate_for_post": Probe(
        reach=OBJECT, at="community", body={"worker_id": "{worker}", "post": "DEPUTY_DIRECTOR", "community": "{community}"}
    ),
    "review_qualification": Probe(
        reach=OBJECT, at="community", path=CANDIDACY, body={"body": "ORGANISATION", "passed": True, "document": ""}
    ),
    "decide_post": Probe(
        reach=OBJECT, at="community", path=CANDIDACY,
        body={"choice": "ELECTED", "starts": "{year}-01-04", "document": "x"},
    ),
    "recall_from_post": Probe(
        reach=OBJECT, at="community", path=HELD,
        body={"body": "PARTY_COMMITTEE", "last_day": "{year}-06-30", "document": "x", "reason": "x"},
    ),
    "correct_appointment": Probe(
        reach=OBJECT, at="community", path=HELD, body={"starts": "{year}-01-04", "reason": "x"}
    ),
    "annul_appointment": Probe(reach=OBJECT, at="community", path=HELD, body={"reason": ""}),
    "list_appointments": Probe(
        reach=LIST, at="community", query={"stage": "NOMINATED"}, shows="{candidacy}", filters={"stage": "ENDED", "as_of": "2027-01-01"}
    ),
    "read_appointments_of_worker": Probe(reach=OBJECT, at="community", path=WORKER),
}  # fmt: skip
