"""Schemes, scores, results."""

from typing import Final

from deploy.local.story.scheme import assessment_body
from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT, OWN, WORKER, common

RESULT: Final = {"result_id": "{result}"}
SCHEME: Final = {"scheme_id": "{scheme}"}
TOO_HIGH: Final = {"score": 90_000, "source": "STREET_PANEL", "scored_on": "{year}-01-04"}
HONOUR: Final = {"honour_id": "{honour}"}
REFUSED: Final = {"honour_id": "{refused_honour}"}
HERO: Final = {"year": 2_024, "kind": "HERO", "level": "CITY", "issuer": "市政府"}
PAPER: Final = {"document": "1号", "granted_on": "2024-04-28", "sha256": "ab" * 32}
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
    "nominate_for_honour": Probe(reach=OBJECT, at="community", path=WORKER, body={**HERO, "merits": ["1号"]}),
    "record_outside_honour": Probe(reach=OBJECT, at="community", path=WORKER, body={**HERO, **PAPER}),
    "publicise_honour": Probe(reach=OBJECT, at="community", path=HONOUR, body={}),
    "object_to_honour": Probe(reach=OBJECT, at="community", path=HONOUR, body={"document": "异1号"}),
    "decide_honour_objection": Probe(
        reach=OBJECT, at="community", path={**HONOUR, "objection_id": "{never}"},
        body={"upheld": False, "document": "复1号"},
    ),
    "grant_honour": Probe(reach=OBJECT, at="community", path=HONOUR, body=PAPER),
    "end_honour_nomination": Probe(reach=OBJECT, at="community", path=HONOUR, body={"reason": "放弃"}),
    "correct_honour": Probe(
        reach=OBJECT, at="community", path=HONOUR,
        body={"kind": "MODEL_WORKER", "level": "CITY", "issuer": "市政府", **PAPER, "reason": "录入有误"},
    ),
    "withdraw_honour": Probe(
        reach=OBJECT, at="community", path=HONOUR,
        body={"since": "{year}-01-04", "document": "2号", "reason": "撤销称号"},
    ),
    "annul_honour": Probe(reach=OBJECT, at="community", path=HONOUR, body={"reason": "录入有误"}),
    "confirm_honour": Probe(reach=OBJECT, at="community", path=REFUSED, body={}),
    "refuse_honour": Probe(reach=OBJECT, at="community", path=REFUSED, body={"reason": "不实"}),
    "list_honours": Probe(
        reach=LIST, at="community", shows="{honour}", filters={"stage": "GRANTED", "level": "NATION", "waiting": "true"}
    ),
    "read_honour": Probe(reach=OBJECT, at="community", path=HONOUR),
    "list_honour_objections": Probe(reach=OBJECT, at="community", path=HONOUR),
    "read_honours_of_worker": Probe(reach=LIST, at="community", path=WORKER, shows="{honour}"),
    "list_own_honours": Probe(reach=OWN, shows="{honour}", subject="{worker}"),
}  # fmt: skip
