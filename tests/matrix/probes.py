"""One probe for each route of the four services and of the clock. A route without one fails the build, and so does one without a route."""

from collections.abc import Mapping
from typing import Any, Final

from deploy.local.story.scheme import assessment_body, scheme_body, standard_body
from tests.matrix.probe import Probe, Reach

OBJECT, BODY, LIST, OWN, EVERYWHERE, NEVER, PUBLIC = Reach
WORKER: Final = {"worker_id": "{worker}"}
TRAINEE: Final = {"worker_id": "{probationer}"}
GRANT: Final = {"grant_id": "{grant}"}
EMPLOYMENT: Final = {"employment_id": "{employment}"}
RESULT: Final = {"result_id": "{result}"}
RUN: Final = {"run_id": "{run}"}
SCHEME: Final = {"scheme_id": "{scheme}"}
HIRE: Final = {
    "name": "王小明", "id_number": "{id_number}", "phone": None, "education": "BACHELOR", "category": "DEDICATED_STAFF",
    "post_category": "STAFF", "employer": "{street}", "workplace": "{community}", "starts": "{year}-01-04",
    "community_work_since": None, "term_months": 36, "probation_months": 0,
}  # fmt: skip
NO_PROPOSAL: Final = {"proposals": [{"worker_id": "{worker}", "proposal_id": "{never}"}], "agreed": True}
SESSION: Final = {
    "kind": "INDUCTION", "category": "ABILITY", "hours": 0, "course": "初任培训", "completed_on": "{year}-01-04",
}  # fmt: skip
TOO_HIGH: Final = {"score": 90_000, "source": "STREET_PANEL", "scored_on": "{year}-01-04"}
LONG_AGO: Final = {"county": "{county}", "year": 1_990}
NO_MONTH: Final = {"starts": "{year}-01-02", "base": "5000.00", "fund_base": "5000.00"}
BACKWARDS: Final = {
    "kind": "CHILD_EDUCATION", "starts": "{year}-01-01", "monthly": "2000.00", "ends": "{last_year}-01-01",
}  # fmt: skip


TOLD: Final[Mapping[str, Any]] = {
    "personnel": {"at": "community", "shows": "{worker}"},
    "training": {"at": "community", "shows": "{other_worker}"},
    "assessment": {"at": "county", "shows": "{scheme}"},
    "payroll": {"at": "county", "shows": "payroll.run.closed.v1"},
}


def common(service: str, *, source: str, file: str = "") -> dict[str, Probe]:
    """What every service has. `file` is one that its operations make."""
    work = {"operation_id": f"{{{service}_work}}"}
    kind = {"personnel": "roster-import", "assessment": "open-results", "payroll": "calculate-run"}.get(service, "")
    seen = (
        Probe(reach=OBJECT, path=work, narrowed=kind) if kind else Probe(reach=NEVER, path={"operation_id": "{never}"})
    )
    named = Probe(reach=OBJECT, path={**work, "name": file}, narrowed=kind)
    nothing = Probe(reach=NEVER, path={"operation_id": "{never}", "name": "errors.json"})
    person = "{probationer}" if service == "training" else "{worker}"
    place, seal = "street" if service == "payroll" else "community", f"{{{service}_seal}}"
    return {
        "list_seals": Probe(reach=EVERYWHERE),
        "read_seal": Probe(reach=EVERYWHERE, path={"size": seal}, shows="note"),
        "read_consistency": Probe(reach=EVERYWHERE, query={"from": 1, "to": seal}, shows="proof"),
        "prove_event": Probe(reach=OBJECT, at=place, path={"position": f"{{{service}_event}}"}),
        "read_evidence": Probe(reach=OBJECT, at=place, query={"person": person}),
        "export_log": Probe(reach=OBJECT, at="nation"),
        "read_operation": seen, "follow_operation": seen, "cancel_operation": seen,
        "read_operation_file": named if file else nothing,
        "list_parked": Probe(reach=OBJECT, at="nation"),
        "release_parked": Probe(reach=OBJECT, at="nation", body={"source": source, "position": 1}),
        "read_events": Probe(reach=LIST, query={"limit": 1_000}, **TOLD[service]),
        "list_accesses": Probe(reach=LIST, at=place, query={"person": "{worker}"}, shows="{worker}"),
        "list_own_accesses": Probe(reach=OWN, subject="{worker}"),
        "list_purposes": Probe(reach=EVERYWHERE, shows="complaint-handling"),
        "list_personal_fields": Probe(reach=EVERYWHERE, shows="personnel.worker.name"),
        "list_unusual_readings": Probe(reach=LIST, shows="curious"),
        "live": Probe(reach=PUBLIC), "ready": Probe(reach=PUBLIC), "metrics": Probe(reach=PUBLIC),
    }  # fmt: skip


PERSONNEL: Final = common("personnel", source="assessment", file="errors.json") | {
    "found_regions": Probe(
        reach=BODY,
        body={"effective": "2000-01-01", "regions": [{"path": "{county}", "code": "510107", "name": "武侯区"}]},
    ),
    "rename_region": Probe(
        reach=BODY, at="street",
        body={"path": "{street}", "code": "510107001", "name": "浆洗街街道", "effective": "{year}-01-01"},
    ),
    "list_regions": Probe(reach=LIST, at="street", query={"under": "{county}"}, shows="{street}"),
    "record_population": Probe(
        reach=BODY, at="street",
        body={"unit": "{street}", "residents": -1, "effective": "{year}-01-01", "source": "人口普查"},
    ),
    "request_quota": Probe(reach=BODY, at="street", body={"unit": "{street}", "effective": "1990-01-01"}),
    "approve_quota": Probe(reach=BODY, at="street", body={"unit": "{street}", "document": "武编2号"}),
    "read_quota_ledger": Probe(reach=LIST, at="street", shows="{street}"),
    "import_roster": Probe(reach=BODY, query={"county": "{county}", "dry_run": "true"}, content=b"no workbook"),
    "hire_worker": Probe(reach=BODY, at="street", body=HIRE),
    "list_workers": Probe(reach=LIST, at="community", shows="{worker}"),
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
    "publish_grade_scheme": Probe(reach=BODY, body=scheme_body("{county}") | {"effective": "2000-01-01"}),
    "list_grade_schemes": Probe(reach=LIST, shows="{county}"),
    "review_grades": Probe(reach=OBJECT, at="community", body=NO_PROPOSAL),
    "approve_grades": Probe(reach=OBJECT, at="community", body={**NO_PROPOSAL, "document": "武社工2号"}),
    "list_grade_proposals": Probe(reach=LIST, at="community", query={"stage": "PROPOSED"}, shows="{proposal}"),
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
    "list_erasures": Probe(reach=LIST, at="community", query={"stage": "PROPOSED"}, shows="{worker}"),
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
    "list_grants": Probe(reach=LIST, shows="{grant}"),
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

TRAINING: Final = common("training", source="personnel") | {
    "waive_duty": Probe(
        reach=OBJECT, at="community", path=TRAINEE, body={"duty_id": "{met_duty}", "ground": "LONG_LEAVE"}
    ),
    "read_duties_of_worker": Probe(reach=OBJECT, at="community", path=TRAINEE),
    "list_duties": Probe(reach=LIST, at="community", query={"standing": "OPEN"}, shows="{other_worker}"),
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
    "list_results": Probe(reach=LIST, at="community", query={"year": "{last_year}"}, shows="{result}"),
    "read_result": Probe(reach=OBJECT, at="community", path=RESULT),
    "read_results_of_worker": Probe(reach=LIST, at="community", path=WORKER, shows="{result}"),
    "count_results": Probe(reach=LIST, at="community", query={"year": "{last_year}"}),
}  # fmt: skip

PAYROLL: Final = common("payroll", source="personnel") | {
    "publish_standard": Probe(reach=BODY, body=standard_body("{county}") | {"document": ""}),
    "list_standards": Probe(reach=LIST, shows="{county}"),
    "read_standard": Probe(reach=LIST, path={"standard_id": "{standard}"}, shows="{standard}"),
    "start_run": Probe(reach=BODY, body={"unit": "{county}", "month": "1990-01"}),
    "approve_run": Probe(reach=OBJECT, path=RUN, body={}),
    "close_run": Probe(reach=OBJECT, path=RUN, body={}),
    "discard_run": Probe(reach=OBJECT, path=RUN, body={"reason": "x"}),
    "list_runs": Probe(reach=LIST, shows="{run}"),
    "read_run": Probe(reach=OBJECT, path=RUN),
    "list_payslips": Probe(reach=LIST, at="street", path=RUN, query={"lines": "true"}, shows="{payslip}"),
    "read_payslips_of_worker": Probe(reach=LIST, at="street", path=WORKER, shows="{payslip}"),
    "read_payslip": Probe(reach=OBJECT, at="street", path={"payslip_id": "{payslip}"}),
    "list_own_payslips": Probe(reach=OWN, shows="{payslip}", subject="{worker}"),
    "read_own_payslip": Probe(reach=OWN, path={"payslip_id": "{payslip}"}, subject="{worker}"),
    "read_entitlement": Probe(reach=OBJECT, at="street", path=WORKER),
    "declare_base": Probe(reach=OBJECT, at="street", path=WORKER, body=NO_MONTH),
    "correct_base": Probe(
        reach=OBJECT, at="street", path={**WORKER, "fact": "{base}"}, body={**NO_MONTH, "reason": "ENTRY_ERROR"}
    ),
    "declare_deduction": Probe(reach=OBJECT, at="street", path=WORKER, body=BACKWARDS),
    "correct_deduction": Probe(
        reach=OBJECT, at="street", path={**WORKER, "fact": "{deduction}"}, body={**BACKWARDS, "reason": "ENTRY_ERROR"}
    ),
    "annul_declaration": Probe(
        reach=OBJECT, at="street", path={**WORKER, "fact": "{annulled_deduction}"}, body={"reason": "ENTRY_ERROR"}
    ),
}  # fmt: skip

CLOCK: Final = {
    "read_clock": Probe(reach=PUBLIC),
    "set_clock": Probe(reach=OBJECT, at="nation", body={"day": "{year}-01-04"}),
}

PROBES: Final = {
    f"{service}.{operation}": probe
    for service, probes in (
        ("personnel", PERSONNEL), ("training", TRAINING), ("assessment", ASSESSMENT), ("payroll", PAYROLL), ("clock", CLOCK),
    )
    for operation, probe in probes.items()
}  # fmt: skip
