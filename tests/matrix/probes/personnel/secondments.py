"""Secondments: begun, corrected, annulled, ended."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT

SECONDMENT: Final = {"secondment_id": "{secondment}"}

PROBES: Final = {
    "start_secondment": Probe(
        reach=BODY, at="community",
        body={
            "name": "李干部", "id_number": "{id_number}", "education": "MASTER", "community": "{community}",
            "kind": "TRAINING_POST", "home_unit": "", "starts": "{year}-01-04", "ends": "{year}-12-31",
        },
    ),
    "correct_secondment": Probe(
        reach=OBJECT, at="community", path=SECONDMENT,
        body={"starts": "{year}-01-04", "ends": "{last_year}-12-31", "reason": "x"},
    ),
    "annul_secondment": Probe(reach=OBJECT, at="community", path=SECONDMENT, body={"reason": ""}),
    "end_secondment": Probe(reach=OBJECT, at="community", path=SECONDMENT, body={"last_day": "{last_year}-12-31"}),
    "list_secondments": Probe(reach=LIST, at="community", shows="{secondment}", filters={"as_of": "{year}-06-01"}),
}  # fmt: skip
