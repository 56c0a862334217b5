"""The reserve, teams, and recommendations as delegates."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import LIST, OBJECT

MEMBER: Final = {"reserve_id": "{reserve}"}
DELEGATE: Final = {"delegacy_id": "{delegacy}"}

PROBES: Final = {
    "nominate_for_reserve": Probe(
        reach=OBJECT, at="community",
        body={"worker_id": "{worker}", "community": "{community}", "type": "SECRETARY", "document": ""},
    ),
    "review_for_reserve": Probe(reach=OBJECT, at="community", path=MEMBER, body={"passed": True, "document": ""}),
    "admit_to_reserve": Probe(reach=OBJECT, at="community", path=MEMBER, body={"document": "x"}),
    "record_reserve_training": Probe(
        reach=OBJECT, at="community", path=MEMBER, body={"trained_on": "{year}-01-04", "document": "x"}
    ),
    "appoint_from_reserve": Probe(reach=OBJECT, at="community", path=MEMBER, body={"post_id": "{appointment}"}),
    "remove_from_reserve": Probe(reach=OBJECT, at="community", path=MEMBER, body={"reason": "LEFT", "document": ""}),
    "list_reserve": Probe(
        reach=LIST, at="community", query={"type": "SECRETARY", "stage": "NOMINATED"}, shows="{reserve}",
        filters={"type": "COMMITTEE", "stage": "IN_POOL"},
    ),
    "recommend_delegate": Probe(
        reach=OBJECT, at="community",
        body={"worker_id": "{worker}", "assembly": "CPPCC", "assembly_level": "COUNTY", "document": ""},
    ),
    "choose_delegate": Probe(
        reach=OBJECT, at="community", path=DELEGATE,
        body={"starts": "{year}-01-04", "term_ends": "{year}-01-04", "document": ""},
    ),
    "pass_over_delegate": Probe(reach=OBJECT, at="community", path=DELEGATE, body={"document": ""}),
    "end_delegacy": Probe(
        reach=OBJECT, at="community", path=DELEGATE,
        body={"reason": "RESIGNED", "last_day": "{year}-01-04", "document": "x"},
    ),
    "list_delegates": Probe(
        reach=LIST, at="community", query={"stage": "RECOMMENDED"}, shows="{delegacy}",
        filters={"stage": "DELEGATE"},
    ),
    "list_teams": Probe(
        reach=LIST, at="community", shows="{worker}", filters={"under": "{community}", "as_of": "{next_year}-01-01"}
    ),
}  # fmt: skip
