"""Duties and completions."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT, common

TRAINEE: Final = {"worker_id": "{probationer}"}
SESSION: Final = {
    "kind": "INDUCTION", "category": "ABILITY", "hours": 0, "course": "初任培训", "completed_on": "{year}-01-04",
}  # fmt: skip

TRAINING: Final = common("training", source="personnel") | {
    "waive_duty": Probe(
        reach=OBJECT, at="community", path=TRAINEE, body={"duty_id": "{met_duty}", "ground": "LONG_LEAVE"}
    ),
    "read_duties_of_worker": Probe(reach=OBJECT, at="community", path=TRAINEE),
    "list_duties": Probe(
        reach=LIST, at="community", query={"standing": "OPEN"}, shows="{other_worker}",
        filters={"standing": "MET", "kind": "ROTATION", "as_of": "2027-01-01"},
    ),
    "count_duties": Probe(reach=LIST, at="community"),
    "record_completion": Probe(
        reach=OBJECT, at="community", path=TRAINEE, body={"completion_id": "{never}", **SESSION}
    ),
    "correct_completion": Probe(
        reach=OBJECT, at="community", path=TRAINEE,
        body={"completion_id": "{completion}", **SESSION, "reason": "ENTRY_ERROR"},
    ),
    "annul_completion": Probe(
        reach=OBJECT, at="community", path=TRAINEE,
        body={"completion_id": "{annulled_completion}", "reason": "ENTRY_ERROR"},
    ),
    "record_completion_sheet": Probe(reach=OBJECT, at="community", body={**SESSION, "worker_ids": ["{probationer}"]}),
    "read_completions_of_worker": Probe(reach=OBJECT, at="community", path=TRAINEE),
}  # fmt: skip
