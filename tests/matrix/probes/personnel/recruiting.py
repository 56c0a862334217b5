"""Recruitment campaigns, applicants, candidates, vetting."""

from typing import Final

from deploy.local.story.recruiting import applicant, plan
from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, LIST, OBJECT

CAMPAIGN: Final = {"campaign_id": "{campaign}"}
APPLICANT: Final = {"applicant_id": "{applicant}"}
VETTING: Final = {"vetting_id": "{vetting}"}
WRONG: Final = {"region": "{county}", "title": "公开招聘", "plan": plan("{street}") | {"interview_percent": 41}}

PROBES: Final = {
    "plan_campaign": Probe(reach=BODY, body=WRONG),
    "reserve_campaign_quota": Probe(reach=OBJECT, path=CAMPAIGN, body={}),
    "approve_campaign": Probe(reach=OBJECT, path=CAMPAIGN, body={"document": "2号"}),
    "announce_campaign": Probe(
        reach=OBJECT, path=CAMPAIGN,
        body={"notice": "公告2号", "registration_from": "{year}-12-01", "registration_until": "{year}-12-31"},
    ),
    "close_campaign_review": Probe(reach=OBJECT, path=CAMPAIGN, body={}),
    "publish_campaign_result": Probe(reach=OBJECT, path=CAMPAIGN, body={"stage": "FINAL"}),
    "file_campaign": Probe(reach=OBJECT, path=CAMPAIGN, body={"document": "2号"}),
    "list_campaigns": Probe(reach=LIST, shows="{campaign}"),
    "read_campaign": Probe(reach=OBJECT, path=CAMPAIGN),
    "read_campaign_ranking": Probe(reach=OBJECT, path=CAMPAIGN),
    "register_applicant": Probe(
        reach=OBJECT, path=CAMPAIGN, body=applicant(1_152) | {"id_number": "{id_number}", "free_of": []}
    ),
    "review_applicant": Probe(reach=OBJECT, at="street", path=APPLICANT, body={"passed": True, "ground": "PAPERS"}),
    "score_applicant": Probe(reach=OBJECT, at="street", path=APPLICANT, body={"exam": "WRITTEN", "score": "80.5"}),
    "forget_applicant": Probe(reach=OBJECT, at="street", path=APPLICANT, body={"document": "2号"}),
    "list_applicants": Probe(reach=LIST, at="street", path=CAMPAIGN, shows="{applicant}"),
    "conclude_candidate_step": Probe(
        reach=OBJECT, path=CAMPAIGN, body={"applicant_id": "{applicant}", "step": "PHYSICAL", "passed": True}
    ),
    "begin_candidate_publicity": Probe(reach=OBJECT, path=CAMPAIGN, body={}),
    "raise_objection": Probe(reach=OBJECT, path=CAMPAIGN, body={"applicant_id": "{applicant}", "reason": "x"}),
    "decide_objection": Probe(
        reach=OBJECT, path=CAMPAIGN | {"objection_id": "{never}"}, body={"upheld": True}
    ),
    "list_objections": Probe(reach=OBJECT, path=CAMPAIGN),
    "hire_candidate": Probe(
        reach=OBJECT, path=CAMPAIGN,
        body={
            "applicant_id": "{applicant}", "workplace": "{community}", "starts": "{year}-12-31", "term_months": 36,
            "probation_months": 0,
        },
    ),
    "open_vetting": Probe(reach=OBJECT, at="street", body={"applicant_id": "{applicant}"}),
    "complete_vetting_material": Probe(reach=OBJECT, at="street", path=VETTING, body={}),
    "conclude_vetting": Probe(reach=OBJECT, at="street", path=VETTING, body={"result": "PASS", "reasons": ""}),
    "list_vettings": Probe(
        reach=LIST, at="street", query={"stage": "MATERIAL_COMPLETE"}, shows="{vetting}", filters={"stage": "OPEN"}
    ),
    "read_vetting": Probe(reach=OBJECT, at="street", path=VETTING),
}  # fmt: skip
