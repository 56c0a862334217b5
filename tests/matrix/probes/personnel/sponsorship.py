"""Posts of other departments, and conversions."""

from typing import Final

from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT

POST: Final = {"post_id": "{foreign_post}"}
CONVERSION: Final = {"conversion_id": "{conversion}"}

PROBES: Final = {
    "register_foreign_post": Probe(
        reach=BODY, at="community",
        body={
            "region": "{community}", "sponsor": "", "title": "网格员", "people": 1, "funding_source": "专项经费",
            "clear_out": "{year}-12-31",
        },
    ),
    "move_clear_out": Probe(
        reach=OBJECT, at="community", path=POST, body={"clear_out": "{year}-12-31", "reason": ""}
    ),
    "clear_foreign_post": Probe(reach=OBJECT, at="community", path=POST, body={"way": "ENDED", "document": ""}),
    "ask_sponsored_hire": Probe(
        reach=BODY, at="community", body={"region": "{community}", "sponsor": "", "title": "网格员", "people": 1}
    ),
    "list_foreign_posts": Probe(
        reach=LIST, at="community", query={"stage": "REGISTERED"}, shows="{foreign_post}", filters={"stage": "CLEARED"}
    ),
    "list_conversion": Probe(
        reach=OBJECT, at="community",
        body={
            "foreign_post_id": "{foreign_post}", "name": "王小明", "id_number": "{id_number}", "phone": "19900000000",
            "education": "COLLEGE", "since": "{next_year}-12-31", "outstanding": False,
        },
    ),
    "check_conversion": Probe(reach=OBJECT, at="community", path={"conversion_id": "{checked_conversion}"}, body={}),
    "examine_conversion": Probe(
        reach=OBJECT, at="community", path=CONVERSION, body={"score": "80", "passed": True}
    ),
    "withdraw_conversion": Probe(
        reach=OBJECT, at="community", path={"conversion_id": "{withdrawn_conversion}"}, body={}
    ),
    "convert_worker": Probe(
        reach=OBJECT, at="community", path=CONVERSION,
        body={
            "workplace": "{community}", "starts": "{year}-12-31", "community_work_since": "{last_year}-01-01",
            "term_months": 36, "probation_months": 0,
        },
    ),
    "forget_conversion": Probe(reach=OBJECT, at="community", path=CONVERSION, body={"document": "2号"}),
    "list_conversions": Probe(
        reach=LIST, at="community", query={"stage": "LISTED"}, shows="{conversion}", filters={"stage": "EXAMINED"}
    ),
}  # fmt: skip
