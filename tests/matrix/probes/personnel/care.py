"""Check-ups, counselling, visits, light records."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, OWN

VISIT: Final = {"visit_id": "{cancelled_visit}"}

PROBES: Final = {
    "plan_checkups": Probe(
        reach=BODY, at="community",
        body={"community": "{community}", "provider": "", "starts": "{year}-01-04", "ends": "{last_year}-01-04"},
    ),
    "record_checkup": Probe(
        reach=OBJECT, at="community", path={"checkup_id": "{checkup}"}, body={"on": "{last_year}-01-04"}
    ),
    "list_checkups": Probe(
        reach=LIST, at="community", query={"stage": "INVITED"}, shows="{checkup}", filters={"stage": "MISSED"}
    ),
    "list_own_checkups": Probe(reach=OWN, shows="{checkup}", subject="{worker}"),
    "book_counselling": Probe(reach=OWN, subject="{worker}", body={"provider": "x", "on": "{last_year}-01-04"}),
    "cancel_counselling": Probe(reach=OWN, subject="{worker}", path={"booking_id": "{cancelled_booking}"}, body={}),
    "list_own_counselling": Probe(reach=OWN, shows="{cancelled_booking}", subject="{worker}"),
    "count_counselling": Probe(
        reach=LIST, at="community", query={"since": "{last_year}-01-01", "until": "{next_year}-12-31"}
    ),
    "plan_care_visit": Probe(
        reach=OBJECT, at="community",
        body={
            "worker_id": "{worker}", "occasion": "HARDSHIP", "on": "{last_year}-01-04", "gift": "0.00", "funding": "x",
        },
    ),
    "record_care_visit": Probe(
        reach=OBJECT, at="community", path=VISIT, body={"on": "{last_year}-01-04", "gift": "0.00"}
    ),
    "cancel_care_visit": Probe(reach=OBJECT, at="community", path=VISIT, body={}),
    "list_care_visits": Probe(
        reach=LIST, at="community", query={"stage": "PLANNED"}, shows="{visit}", filters={"stage": "DONE"}
    ),
    "open_light_record": Probe(
        reach=BODY, at="community",
        body={
            "worker_id": None, "name": "", "community": "{community}", "category": "RETIRED", "since": "{year}-01-04",
            "allowance": "0.00",
        },
    ),
    "close_light_record": Probe(
        reach=OBJECT, at="community", path={"record_id": "{light_record}"}, body={"until": "{last_year}-01-04"}
    ),
    "forget_light_record": Probe(
        reach=OBJECT, at="community", path={"record_id": "{light_record}"}, body={"document": "2号"}
    ),
    "list_light_records": Probe(
        reach=LIST, at="community", query={"category": "RETIRED"}, shows="{light_record}",
        filters={"category": "COMMITTEE_PARTTIME"},
    ),
}  # fmt: skip
