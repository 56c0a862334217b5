"""Schemes, scores, results."""

from typing import Final

from deploy.local.story.scheme import assessment_body
from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, WORKER, common

RESULT: Final = {"result_id": "{result}"}
SCHEME: Final = {"scheme_id": "{scheme}"}
TOO_HIGH: Final = {"score": 90_000, "source": "STREET_PANEL", "scored_on": "{year}-01-04"}
LONG_AGO: Final = {"county": "{county}", "year": 1_990}

ASSESSMENT: Final = common("assessment", source="personnel") | {
    "draft_scheme": Probe(reach=BODY, body=assessment_body("{county}", 1_990)),
    "issue_scheme": Probe(reach=OBJECT, path=SCHEME, body={"document": "3号"}),
    "freeze_scheme": Probe(reach=OBJECT, path=SCHEME, body={}),
    "list_schemes": Probe(reach=LIST, query={"year": "{last_year}"}, shows="{scheme}"),
    "read_scheme": Probe(reach=OBJECT, path=SCHEME),
    "record_score": Probe(
        reach=OBJECT, at="community", path=RESULT, body={"fact": "{never}", "head": "RESIDENT_SATISFACTION", **TOO_HIGH}
    ),
    "correct_score": Probe(
        reach=OBJECT, at="community", path=RESULT, body={"fact": "{score}", **TOO_HIGH, "reason": "ENTRY_ERROR"}
    ),
    "annul_score": Probe(
        reach=OBJECT, at="community", path=RESULT, body={"fact": "{annulled_score}", "reason": "ENTRY_ERROR"}
    ),
    "record_score_sheet": Probe(
        reach=OBJECT, at="community",
        body={
            "head": "RESIDENT_SATISFACTION", "source": "RESIDENT_SURVEY", "scored_on": "{year}-01-04",
            "lines": [{"result_id": "{result}", "score": 90_000}],
        },
    ),
    "open_results": Probe(reach=BODY, body=LONG_AGO),
    "propose_results": Probe(reach=BODY, body=LONG_AGO),
    "publicise_results": Probe(reach=BODY, body=LONG_AGO),
    "confirm_results": Probe(reach=BODY, body=LONG_AGO),
    "publicise_result": Probe(reach=OBJECT, at="community", path=RESULT, body={}),
    "confirm_result": Probe(reach=OBJECT, at="community", path=RESULT, body={}),
    "list_results": Probe(
        reach=LIST, at="community", query={"year": "{last_year}"}, shows="{result}",
        filters={"year": 2000, "stage": "OPEN", "lacking_scores": "true"},
    ),
    "read_result": Probe(reach=OBJECT, at="community", path=RESULT),
    "read_results_of_worker": Probe(reach=LIST, at="community", path=WORKER, shows="{result}"),
    "count_results": Probe(reach=LIST, at="community", query={"year": "{last_year}"}),
}  # fmt: skip
