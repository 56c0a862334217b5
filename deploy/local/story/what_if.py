"""Next year's pay and grades: seen before they are published, stopped by a golden case that comes out differently or by costs that
nobody knows, published with the digest of what was seen.
"""

from dataclasses import replace
from typing import Any

from deploy.local.story.frontend import Problem
from deploy.local.story.places import COUNTY
from deploy.local.story.scheme import PAPERS, SCHEME, scheme_body, standard_body
from deploy.local.story.tale import Tale
from services.personnel.domain.scheme_terms import Certificate, CertificateCredit

RISE_YUAN = 100


async def plan_next_year(tale: Tale) -> None:
    """Every grade a hundred yuan more from January on."""
    finance, approver, draft = tale.cast.finance, tale.cast.approver, _draft(tale)
    terms = {name: value for name, value in draft.items() if name not in PAPERS}
    asked = {**terms, "first_month": f"{tale.year + 1}-01", "months": 12}
    seen = await finance.operation("payroll", await finance.post("/payroll/simulations", asked))
    total = seen["total"]
    tale.say(
        f"what if every grade rises by {RISE_YUAN}: {total['winners']} of {total['people']} earn more, "
        f"the year costs {total['after']} instead of {total['before']}"
    )
    publication = {**draft, "simulation": seen["digest"]}
    await _enter(tale, basic="2936.10")
    tale.say(f"a golden case blocks publishing: {await _refused(tale, publication)}")
    await _enter(tale, basic="2936.00")
    await approver.post("/payroll/standards", publication)
    tale.say(f"published with the digest of what was seen: {seen['digest'][:24]}…")


def _draft(tale: Tale) -> dict[str, Any]:
    body = standard_body(COUNTY)
    grades = [{"grade": g, "monthly": f"{3_400 + RISE_YUAN + 170 * (g - 1)}.00"} for g in range(1, 19)]
    changed = {"effective": f"{tale.year + 1}-01-01", "document": f"武社工〔{tale.year}〕12号", "grades": grades}
    return {**body, **changed}


async def _enter(tale: Tale, *, basic: str) -> None:
    """Grade 2 of next year: 3,670 yuan, four fifths of it basic come to 2,936."""
    expected = [{"component": "BASIC", "amount": basic}]
    case = {
        "name": "二级，合格",
        "month": f"{tale.year + 1}-03",
        "grade": 2,
        "result": "QUALIFIED",
        "expected": expected,
    }
    await tale.cast.finance.post("/payroll/golden-cases", {"county": COUNTY, "cases": [case]})


async def _refused(tale: Tale, publication: dict[str, Any]) -> str:
    try:
        await tale.cast.approver.post("/payroll/standards", publication)
    except Problem as refused:
        if refused.code == "standards.red-cases":
            return str(refused.body["facts"]["cases"])
        raise
    raise AssertionError("a standard was published over a red case")


async def plan_next_grades(tale: Tale) -> None:
    """From January on the senior certificate gives one grade more: tried by personnel, valued by payroll, then published."""
    cast, body = tale.cast, _next_scheme(tale)
    draft = {name: value for name, value in body.items() if name not in PAPERS}
    trial = await cast.officer.post("/personnel/grade-scheme-trials", {**draft, "first_month": f"{tale.year + 1}-01"})
    seen = await cast.officer.operation("personnel", trial)
    await cast.settled()
    publication = {**body, "simulation": seen["digest"]}
    try:
        await cast.approver.post("/personnel/grade-schemes", publication)
    except Problem as refused:
        if refused.code != "grade-schemes.not-costed":
            raise
        said = refused.body["texts"]["en"]["title"]
        tale.say(f"what if a senior certificate gives a grade more: {seen['higher']} rise; not published: {said}")
    else:
        raise AssertionError("a scheme was published although nobody knew what it costs")
    content = await cast.officer.file(f"/personnel/operations/{trial['operation_id']}/files/trial.json")
    accepted = await cast.finance.post("/payroll/grade-scheme-costs", content=content, county=COUNTY)
    total = (await cast.finance.operation("payroll", accepted))["total"]
    await cast.settled()
    published = await cast.approver.post("/personnel/grade-schemes", publication)
    followed = (await cast.approver.operation("personnel", published))["followed"]
    tale.say(
        f"payroll values it: {total['winners']} earn more, the year costs {total['after']} instead of {total['before']}; "
        f"published, {followed} grades follow"
    )


def _next_scheme(tale: Tale) -> dict[str, Any]:
    senior = CertificateCredit(certificate=Certificate.SENIOR, grades=4)
    certificate = tuple(senior if c.certificate is Certificate.SENIOR else c for c in SCHEME.certificate)
    body = scheme_body(COUNTY, replace(SCHEME, certificate=certificate))
    return {**body, "effective": f"{tale.year + 1}-01-01", "document": f"武社工〔{tale.year}〕15号"}
