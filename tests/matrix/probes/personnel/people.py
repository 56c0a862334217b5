"""Regions, the establishment, people, their contracts, posts and grades; who may what."""

from dataclasses import replace
from typing import Final

from deploy.local.story.people import RECRUITED
from deploy.local.story.scheme import PAPERS, SCHEME, scheme_body
from services.personnel.domain.scheme_terms import (
    DisciplinePenalty,
    Education,
    EducationCredit,
    EducationMode,
    HonourCredit,
    HonourRank,
    ResultEffect,
)
from tests.matrix.probe import Probe
from tests.matrix.probes.common import BODY, EVERYWHERE, LIST, OBJECT, OWN, WORKER, common

CLAUSE: Final = {"region": "{county}", "document": "武社工〔2020〕1号"}
GRANT: Final = {"grant_id": "{grant}"}
EMPLOYMENT: Final = {"employment_id": "{employment}"}
ALL_MODES: Final = replace(
    SCHEME, single_paper_mode=EducationMode.DEEMED_YEARS,
    single_paper=(EducationCredit(education=Education.MASTER, deemed_years=3),),
    honours=(HonourCredit(honour="MODEL_WORKER", least_rank=HonourRank.CITY, grades=1),),
    discipline=(DisciplinePenalty(sanction="DEMERIT", grades=1, months=12),),
    results=(ResultEffect(result="EXCELLENT", early_after=3, early_months=12),),
)  # fmt: skip
HIRE: Final = {
    "name": "王小明", "id_number": "{id_number}", "phone": None, "education": "BACHELOR", "category": "DEDICATED_STAFF",
    "post_category": "STAFF", "employer": "{street}", "workplace": "{community}", "starts": "{year}-01-04",
    "community_work_since": None, "term_months": 36, "probation_months": 0, **RECRUITED,
}  # fmt: skip
NO_PROPOSAL: Final = {"proposals": [{"worker_id": "{worker}", "proposal_id": "{never}"}], "agreed": True}
NO_MONTHS: Final = {name: value for name, value in scheme_body("{county}", ALL_MODES).items() if name not in PAPERS} | {
    "first_month": "1990-01"
}

PROBES: Final = common("personnel", source="assessment", file="errors.json") | {
    "found_regions": Probe(
        reach=BODY,
        body={"effective": "2000-01-01", "regions": [{"path": "{county}", "code": "510107", "name": "武侯区"}]},
    ),
    "rename_region": Probe(
        reach=BODY, at="street",
        body={"path": "{street}", "code": "510107001", "name": "浆洗街街道", "effective": "2000-01-01"},
    ),
    "list_regions": Probe(reach=LIST, at="street", query={"under": "{county}"}, shows="{street}"),
    "import_roster": Probe(reach=BODY, query={"county": "{county}", "dry_run": "true"}, content=b"no workbook"),
    "hire_worker": Probe(reach=BODY, at="street", body=HIRE),
    "list_workers": Probe(
        reach=LIST, at="community", shows="{worker}",
        filters={"under": "{street}", "as_of": "2027-01-01", "employed": "false"},
    ),
    "read_worker": Probe(reach=OBJECT, at="community", path=WORKER),
    "read_timeline": Probe(reach=OBJECT, at="community", path=WORKER),
    "register_qualification": Probe(
        reach=OBJECT, at="community", path=WORKER, body={"level": "SENIOR", "number": "x", "registered_on": "{year}-01-02"}
    ),
    "conclude_probation": Probe(
        reach=OBJECT, at="community", path=EMPLOYMENT, body={"passed": True, "on": "{year}-01-04", "reason": "x"}
    ),
    "list_probations": Probe(
        reach=LIST, at="community", query={"until": "9999-12-31"}, shows="{probationer}"
    ),
    "sign_contract": Probe(
        reach=OBJECT, at="community", path=EMPLOYMENT, body={"starts": "{year}-01-04", "ends": "{next_year}-12-31"}
    ),
    "renew_contract": Probe(reach=OBJECT, at="community", path=EMPLOYMENT, body={"ends": "1999-12-31"}),
    "list_expiring_contracts": Probe(
        reach=LIST, at="community", query={"within_days": 366, "as_of": "{next_year}-06-01"}, shows="{employment}"
    ),
    "start_appointment": Probe(
        reach=OBJECT, at="community",
        body={"worker_id": "{worker}", "post": "DIRECTOR", "community": "{community}", "starts": "{year}-01-04"},
    ),
    "end_appointment": Probe(
        reach=OBJECT, at="community", path={"appointment_id": "{appointment}"},
        body={"reason": "RECALLED", "last_day": "1999-12-31"},
    ),
    "publish_grade_scheme": Probe(
        reach=BODY, body=scheme_body("{county}", ALL_MODES) | {"effective": "2000-01-01"}
    ),
    "try_grade_scheme": Probe(reach=BODY, body=NO_MONTHS),
    "list_scheme_clauses": Probe(reach=OBJECT, query=CLAUSE),
    "list_scheme_clause_people": Probe(
        reach=OBJECT, query=CLAUSE, filters={"region": "{street}", "document": "武社工〔2020〕", "article": "第四条"}
    ),
    "list_grade_schemes": Probe(reach=LIST, shows="{county}", filters={"as_of": "2027-01-01"}),
    "waive_trial_cost": Probe(reach=BODY, body={"region": "{county}", "trial": "sha-256:none", "reason": "x"}),
    "list_grade_scheme_trials": Probe(reach=LIST, shows="{trial}", filters={"trial": "sha-256:none"}),
    "review_grades": Probe(reach=OBJECT, at="community", body=NO_PROPOSAL),
    "approve_grades": Probe(reach=OBJECT, at="community", body={**NO_PROPOSAL, "document": "武社工2号"}),
    "list_grade_proposals": Probe(
        reach=LIST, at="community", query={"stage": "PROPOSED"}, shows="{proposal}", filters={"stage": "DECIDED"}
    ),
    "revoke_grade": Probe(
        reach=OBJECT, at="community", path={**WORKER, "decision_id": "{never}"}, body={"reason": "x", "document": "1号"}
    ),
    "record_grade_fact": Probe(
        reach=OBJECT, at="community", path=WORKER, body={"kind": "RESULT", "word": "x", "since": "{year}-01-04"}
    ),
    "correct_grade_fact": Probe(
        reach=OBJECT, at="community", path={**WORKER, "fact": "{never}"},
        body={"word": "MASTER", "since": "{year}-01-04", "reason": "x"},
    ),
    "annul_grade_fact": Probe(
        reach=OBJECT, at="community", path={**WORKER, "fact": "{never}"}, body={"reason": "x"}
    ),
    "explain_grade": Probe(reach=OBJECT, at="community", path={**WORKER, "decision_id": "{decision}"}),
    "list_grade_facts": Probe(reach=OBJECT, at="community", path=WORKER),
    "read_grades_of_worker": Probe(reach=OBJECT, at="community", path=WORKER),
    "propose_erasure": Probe(
        reach=OBJECT, at="community", path=WORKER, body={"purposes": ["identity"], "basis": "RETENTION_ENDED"}
    ),
    "decline_erasure": Probe(
        reach=OBJECT, at="community", path=WORKER,
        body={"purposes": ["contact"], "reason": "", "kept_until": "{next_year}-12-31"},
    ),
    "erase_personal_data": Probe(
        reach=OBJECT, at="community", path=WORKER, body={"purposes": ["contact"], "document": ""}
    ),
    "list_erasures": Probe(
        reach=LIST, at="community", query={"stage": "PROPOSED"}, shows="{worker}", filters={"stage": "ERASED"}
    ),
    "move_region": Probe(
        reach=BODY, at="street", body={"path": "{community}", "to": "{next_community}", "effective": "{year}-06-01"}
    ),
    "merge_region": Probe(
        reach=BODY, at="street", body={"path": "{community}", "into": "{next_community}", "effective": "1990-01-01"}
    ),
    "propose_grant": Probe(
        reach=BODY,
        body={"holder": "somebody", "role": "secretary", "region": "{county}", "starts": "{year}-01-04", "basis": ""},
    ),
    "confirm_grant": Probe(reach=OBJECT, path=GRANT, body={}),
    "refuse_grant": Probe(reach=OBJECT, path=GRANT, body={"reason": "x"}),
    "revoke_grant": Probe(reach=OBJECT, path=GRANT, body={"reason": ""}),
    "read_authority_matrix": Probe(reach=EVERYWHERE, shows="SOCIAL_WORK"),
    "list_grants": Probe(reach=LIST, shows="{grant}", filters={"stage": "PROPOSED", "holder": "he", "as_of": "2027-01-01"}),
    "list_own_grants": Probe(reach=OWN, shows="{grant}", subject="{worker}"),
    "delegate_duty": Probe(
        reach=OWN, subject="{worker}",
        body={
            "grant_id": "{grant}", "deputy": "deputy", "region": "{county}", "starts": "{year}-01-04",
            "ends": "{next_year}-12-31", "basis": "9号",
        },
    ),
    "accept_duty": Probe(reach=OWN, path={"delegation_id": "{delegation}"}, body={}, subject="deputy"),
    "end_delegation": Probe(
        reach=OWN, path={"delegation_id": "{ended_delegation}"}, body={"reason": "x"}, subject="{worker}"
    ),
    "revoke_delegation": Probe(reach=OBJECT, path={"delegation_id": "{delegation}"}, body={"reason": ""}),
    "end_employment": Probe(
        reach=OBJECT, at="community", path=EMPLOYMENT,
        body={"ground": "RESIGNATION", "last_day": "1999-12-31", "document": "9号"},
    ),
}  # fmt: skip
