"""Every command there is, aimed at streams and regions of somebody else."""

from datetime import date
from typing import Any

from deploy.local.story.scheme import assessment_body, scheme_body, standard_body
from shared.ids import new_id
from shared.kernel import Region
from tests.journeys.attack import Ids, hire_body
from tests.journeys.conftest import Journey

DAY = date(2026, 1, 5)
RESULT, FACT = "/assessment/results/{}", str(new_id())
SCORE = {"head": "WORK_RESULTS", "source": "STREET_PANEL", "scored_on": str(DAY)}
SESSION = {"kind": "INDUCTION", "category": "ABILITY", "hours": 40, "course": "初任培训", "completed_on": str(DAY)}
PAPER = {"level": "SENIOR", "number": "SW99999", "registered_on": str(DAY)}
EXIT = {"ground": "RESIGNATION", "last_day": "2027-01-20", "document": "9号"}
ERROR = "ENTRY_ERROR"


def on_streams(ids: Ids) -> list[tuple[str, str, Any]]:
    """(address, id of a stream of the other county, body) of every command that names its stream in the address."""
    employment, completion = "/personnel/employments/{}", {"completion_id": FACT, **SESSION}
    base = {"starts": "2027-01-01", "base": "5000.00"}
    deduction = {"kind": "CHILD_EDUCATION", "starts": "2027-01-01", "monthly": "2000.00"}
    return [
        (f"{employment}/contract", ids.employment, {"starts": "2027-01-04", "ends": "2029-12-31"}),
        (f"{employment}/renewals", ids.employment, {"ends": "2035-12-31"}),
        (f"{employment}/renewals", ids.employment, {"ends": "1999-12-31"}),
        (f"{employment}/exit", ids.employment, EXIT),
        (f"{employment}/probation", ids.employment, {"passed": False, "on": "2027-01-04", "reason": "x"}),
        ("/personnel/workers/{}/qualifications", ids.worker, PAPER),
        ("/personnel/workers/{}/qualifications", ids.worker, {**PAPER, "registered_on": "2099-01-01"}),
        ("/personnel/workers/{}/qualifications", ids.worker, {**PAPER, "number": "x"}),
        ("/personnel/appointments/{}/ends", ids.appointment, {"reason": "RESIGNED", "last_day": "2027-01-20"}),
        ("/training/workers/{}/completions", ids.worker, completion),
        ("/training/workers/{}/completions/annulments", ids.worker, {"completion_id": FACT, "reason": ERROR}),
        ("/training/workers/{}/duties/waivers", ids.worker, {"duty_id": FACT, "ground": "LONG_LEAVE"}),
        ("/assessment/schemes/{}/issues", ids.scheme, {"document": "4号"}),
        ("/assessment/schemes/{}/freezes", ids.scheme, {}),
        (f"{RESULT}/scores", ids.result, {"fact": FACT, "score": 9_000, **SCORE}),
        (f"{RESULT}/scores", ids.result, {"fact": FACT, "score": 90_000, **SCORE}),
        (f"{RESULT}/scores/annulments", ids.result, {"fact": FACT, "reason": ERROR}),
        (f"{RESULT}/publications", ids.result, {}),
        (f"{RESULT}/confirmations", ids.result, {}),
        ("/payroll/workers/{}/insurance-bases", ids.worker, base),
        ("/payroll/workers/{}/deductions", ids.worker, deduction),
        (f"/payroll/workers/{{}}/declarations/{FACT}/annulments", ids.worker, {"reason": ERROR}),
        ("/payroll/runs/{}/approvals", ids.open_run, {}),
        ("/payroll/runs/{}/closings", ids.open_run, {}),
        ("/payroll/runs/{}/closings", ids.run, {}),
        ("/payroll/runs/{}/discards", ids.open_run, {"reason": "x"}),
        ("/payroll/runs/{}/discards", ids.run, {"reason": ""}),
    ]


def about_regions(journey: Journey, where: Region, street: Region, community: Region) -> list[tuple[str, Any]]:
    """Every command that names a region in its body."""
    year = journey.year - 1
    new = {"path": community[:-3] + "099", "code": "510107001099", "name": "新社区"}
    return [
        ("/personnel/workers", hire_body(800, street, community, DAY)),
        ("/personnel/regions", {"effective": "2000-01-01", "regions": [new]}),
        ("/personnel/regions/renamings", {"path": street, "code": "510107009", "name": "改名", "effective": str(DAY)}),
        ("/personnel/populations", {"unit": street, "residents": 90_000, "effective": str(DAY), "source": "x"}),
        ("/personnel/populations", {"unit": street, "residents": -1, "effective": str(DAY), "source": "x"}),
        ("/personnel/quota-requests", {"unit": street, "effective": str(DAY)}),
        ("/personnel/quota-approvals", {"unit": street, "document": "x"}),
        ("/personnel/grade-schemes", {**scheme_body(where), "effective": "2030-01-01"}),
        ("/payroll/standards", {**standard_body(where), "effective": "2030-01-01"}),
        ("/payroll/runs", {"unit": where, "month": f"{year + 1}-01"}),
        ("/payroll/runs", {"unit": street, "month": "2000-01"}),
        ("/assessment/schemes", {**assessment_body(where, year)}),
        *((f"/assessment/county-results/{what}", {"county": where, "year": year})
          for what in ("openings", "proposals", "publications", "confirmations")),
    ]  # fmt: skip
