"""Every reading route of the four services, asked over real servers: what its answer shows of people is what the ledger says.

The walk takes every GET route there is. A new one is asked too; one that it cannot fill in fails until somebody says how.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import httpx
import pytest

from deploy.local.documents import openapi
from deploy.local.story import roster
from deploy.local.story.frontend import Frontend
from deploy.local.story.scheme import assessment_body
from deploy.services import SERVICES, load
from shared.access_ledger.ledger import Reader, Seen
from shared.access_ledger.reading import Shown
from shared.ids import new_id
from shared.kernel import NATION
from shared.privacy import masked, personal
from shared.web.access import declared
from shared.web.app import routed
from shared.web.disclosure import UNMASK
from shared.web.rights import ADMINISTRATORS, PUBLIC_RIGHT, Grant, Right, Role
from tests.journeys.conftest import COUNTY, Journey
from tests.matrix.county import PLACES
from tests.matrix.lives import LIVES
from tests.matrix.lives.accounts import ACCOUNT
from tests.matrix.lives.problems import TEXT
from tests.matrix.probe import filled
from tests.matrix.probes import PROBES
from tests.matrix.probes.common import RULES

PURPOSE: Final = "complaint-handling"
AMOUNT: Final = re.compile(r"-?[0-9]+\.[0-9]{2}")
CATALOGUED: Final = {"bank_account": "payroll.entitlement.bank_account"}
FIELDS: Final = ("name", "id_number", "phone")
Fact = tuple[str, str, str]  # person, field, how it was shown


@dataclass(slots=True)
class Place:
    """The small county with people paid, assessed and left out of a run, and the ids that paths are filled with."""

    journey: Journey
    people: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    operations: dict[str, str] = field(default_factory=dict)
    sealed: dict[str, int] = field(default_factory=dict)
    names: dict[str, Any] = field(default_factory=dict)

    @property
    def worker(self) -> str:
        return self.ids["worker_id"]


@pytest.fixture(scope="module")
async def place(journey: Journey) -> Place:
    """One is hired and paid, one is hired and left out of the run for want of a grade."""
    cast, year, found = journey.cast, journey.year, Place(journey)
    for n, starts in enumerate((journey.day(1, 4), journey.day(1, 5)), start=1):
        worker, employment = await journey.hire(starts)
        if n == 1:
            await journey.decide_grades()
            found.ids |= {"worker_id": worker, "employment_id": employment}
    await cast.settled()
    base = {"starts": f"{year}-01-01", "base": "5000.00"}
    await cast.finance.post(f"/payroll/workers/{found.worker}/insurance-bases", base)
    await cast.go_to(journey.day(1, 28))
    found.ids["run_id"] = await journey.pay(1)
    (slip,) = await cast.finance.get(f"/payroll/workers/{found.worker}/payslips")
    found.ids["payslip_id"] = slip["payslip_id"]
    (standard,) = await cast.finance.get("/payroll/standards")
    found.ids["standard_id"] = standard["standard_id"]
    await cast.go_to(journey.day(12, 1))
    drafted = await cast.officer.post("/assessment/schemes", assessment_body(COUNTY, year))
    found.ids["scheme_id"] = drafted["stream_id"]
    await cast.officer.post(f"/assessment/schemes/{drafted['stream_id']}/issues", {"document": "武社工3号"})
    opening = await cast.officer.post("/assessment/county-results/openings", {"county": COUNTY, "year": year})
    await cast.officer.operation("assessment", opening)
    await cast.officer.post(f"/assessment/schemes/{drafted['stream_id']}/freezes", {})  # waits for the read models
    found.operations["assessment"] = opening["operation_id"]
    results = {r["worker_id"]: r["result_id"] async for r in cast.officer.pages("/assessment/results", year=year)}
    found.ids["result_id"] = results[found.worker]
    await make_operations(found)
    years = {"year": year, "last_year": year - 1, "next_year": year + 1}
    found.names = {**years, **PLACES, "worker": found.worker, "employment": found.ids["employment_id"]}
    for lived in LIVES:
        found.names |= await lived(journey, found.names)
    found.ids |= {f"{name}_id": str(value) for name, value in found.names.items()}
    for worker, who in journey.people.items():
        found.people[worker] = {"name": who.name, "id_number": who.id_number, "phone": who.phone}
    found.people[found.worker] |= {"party_stage": "ACTIVIST", "bank_account": ACCOUNT}
    await cast.settled()
    for name, runtime in journey.county.runtimes.items():
        assert runtime.log_sealer is not None
        found.sealed[name] = await runtime.log_sealer.now()
    return found


async def make_operations(place: Place) -> None:
    """One operation with a file in personnel, one in payroll."""
    cast, day = place.journey.cast, place.journey.day(12, 1)
    sheet = roster.workbook([], roster.rows(day)[1][:1])
    imported = await cast.officer.post("/personnel/roster-imports", content=sheet, county=COUNTY, dry_run="true")
    run = await cast.finance.post("/payroll/runs", {"unit": COUNTY, "month": f"{place.journey.year}-02"})
    for who, service, operation in ((cast.officer, "personnel", imported), (cast.finance, "payroll", run)):
        await who.operation(service, operation)
        place.operations[service] = operation["operation_id"]


@dataclass(frozen=True, slots=True)
class Route:
    """A reading route: how it is called, who may, and its parameters without which it does not answer."""

    service: str
    operation: str
    path: str
    right: Right
    required: tuple[str, ...]


def routes() -> Iterator[Route]:
    for service in SERVICES:
        app = routed(load(service))
        rights = {getattr(route.original_route, "operation_id", None): right for route, right in declared(app)}
        for path, methods in openapi(service)["paths"].items():
            if (get := methods.get("get")) is not None:
                required = tuple(p["name"] for p in get.get("parameters", ()) if p["required"] and p["in"] == "query")
                yield Route(service, get["operationId"], path, rights[get["operationId"]], required)


ROUTES: Final = tuple(routes())


def address(place: Place, route: Route) -> str | None:
    """The route with its path filled in; None where the service has no operation, or none that made a file."""
    sealed = {"size": place.sealed[route.service], "position": 1, "policy": RULES[route.service]}
    filled = {
        **place.ids,
        **sealed,
        "tax_year": place.journey.year,
        "name": "errors.json",
        "operation_id": place.operations.get(route.service),
    }
    if "{operation_id}" in route.path and route.service not in place.operations:
        return None
    if "{name}" in route.path and route.service != "personnel":
        return None
    return f"/{route.service}{route.path.format(**filled)}"


def query(place: Place, route: Route) -> dict[str, Any]:
    """The parameters without which a route does not answer, those of its probe where none are said here."""
    year = place.journey.year
    known = {
        "under": COUNTY, "year": year, "tax_year": year, "standing": "OVERDUE", "until": f"{year}-12-31", "from": 1,
        "to": place.sealed[route.service],
    }  # fmt: skip
    optional = {
        "list_payslips": {"lines": "true"}, "list_accesses": {"person": place.worker}, "list_grade_proposals": {"stage": "DECIDED"},
        "read_evidence": {"person": place.worker},
        **{name: {"as_of": f"{year}-12-01"} for name in ("list_appointments", "list_borrowings")},
    }  # fmt: skip
    probed = PROBES[f"{route.service}.{route.operation}"].query
    required = {name: known[name] if name in known else filled(probed[name], place.names) for name in route.required}
    return {**required, **optional.get(route.operation, {})}


def asking(place: Place, route: Route, purpose: str | None) -> Frontend:
    """Somebody who may: the person where only workers may, an administrator where only those may, else all roles at once."""
    roles = [role for role in route.right.roles if role not in ADMINISTRATORS] or [*route.right.roles][:1]
    if {Role.WORKER} >= route.right.roles:
        return Frontend(place.journey.cast.officer.http, place.journey.county.issuer, place.worker, grants_of(roles))
    subject = f"walk-{route.service}-{route.operation}-{purpose}"
    more = [*UNMASK.roles] if purpose is not None else []
    return Frontend(place.journey.cast.officer.http, place.journey.county.issuer, subject, grants_of([*roles, *more]))


def grants_of(roles: list[Role]) -> tuple[Grant, ...]:
    return tuple(Grant(role, NATION) for role in dict.fromkeys(roles))


async def on_record(place: Place, service: str, reader: str) -> set[tuple[Any, ...]]:
    rows = await place.journey.county.runtimes[service].pool.fetch(
        "select a.access_id, p.person, unnest(a.fields) as field, a.shown from log.access a "
        "join log.access_person p using (access_id) where reader = $1 and shown in ('masked', 'clear', 'pay')",
        reader,
    )
    return {(row["access_id"], str(row["person"]), row["field"].rpartition(".")[2], row["shown"]) for row in rows}


async def ask(place: Place, route: Route, purpose: str | None) -> tuple[set[Fact], set[Fact]]:
    """What the answer shows, and what the ledger says of it."""
    path = address(place, route)
    if path is None:
        return set(), set()
    who = asking(place, route, purpose)
    before = await on_record(place, route.service, who.subject)
    headers = {**who._headers(), **({} if purpose is None else {"purpose": purpose})}
    if route.right == PUBLIC_RIGHT:
        headers = {}
    answer = await who.http.get(path, params=query(place, route), headers=headers)
    assert answer.status_code == 200, f"say how {route.operation} of {route.service} is asked: {answer.text}"
    added = await on_record(place, route.service, who.subject) - before
    return set(shown(place, route, answer)), {(person, field, how) for _, person, field, how in added}


def shown(place: Place, route: Route, answer: httpx.Response) -> Iterator[Fact]:
    """Every personal value and amount in the answer, by whose it is."""
    if "html" in answer.headers["content-type"]:
        yield from on_page(place, answer.text)
        return
    if "json" not in answer.headers["content-type"]:
        assert not any(value in answer.text for values in place.people.values() for value in values.values())
        return
    whose = place.worker if "{worker_id}" in route.path else None
    facts = set(found_in(place, answer.json(), whose))
    named = {value for values in place.people.values() for value in values.values() if value in answer.text}
    assert named <= {
        place.people[person][field] for person, field, how in facts if how == "clear" and field in place.people[person]
    }
    yield from facts


def on_page(place: Place, page: str) -> Iterator[Fact]:
    """A printed page says on its body whose it is."""
    [whose] = re.findall(r'<body data-worker="([^"]+)"', page)
    yield from (
        fact for cell in re.findall(r"<td[^>]*>([^<]*)</td>", page) for fact in read_as(place, "name", cell, whose)
    )


def found_in(place: Place, body: Any, whose: str | None) -> Iterator[Fact]:
    if isinstance(body, dict):
        whose = body.get("worker_id") or body.get("applicant_id", body.get("conversion_id", whose))
        for name, value in body.items():
            if isinstance(value, str) and whose is not None:
                yield from read_as(place, name, value, whose)
            yield from found_in(place, value, whose)
    elif isinstance(body, list):
        for each in body:
            yield from found_in(place, each, whose)


def read_as(place: Place, name: str, value: str, whose: str) -> Iterator[Fact]:
    if AMOUNT.fullmatch(value):
        yield whose, "pay", "pay"
    if name == "text" and value in (TEXT, masked("text", TEXT)):
        yield whose, name, "clear" if value == TEXT else "masked"
    for field_, plain in place.people.get(whose, {}).items():
        if value == plain:
            yield whose, field_, "clear"
        elif name == field_ and value == masked(
            personal(CATALOGUED.get(field_, f"personnel.worker.{field_}")).mask, plain
        ):
            yield whose, field_, "masked"


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.service}-{route.operation}")
async def test_what_an_answer_shows_of_people_is_on_record_and_nothing_else(place: Place, route: Route) -> None:
    seen, recorded = await ask(place, route, None)
    assert seen == recorded
    assert {how for _, field, how in seen if field in FIELDS} <= {"clear" if route.right.own else "masked"}
    if route.right.roles & UNMASK.roles:
        seen, recorded = await ask(place, route, PURPOSE)
        assert seen == recorded
        assert {how for _, field, how in seen if field in FIELDS} <= {"clear"}


async def test_the_walk_meets_personal_values_and_amounts(place: Place) -> None:
    """It would not be worth much if it saw none."""
    met = {route.operation: {field for _, field, _ in (await ask(place, route, None))[0]} for route in ROUTES}
    assert {operation: fields for operation, fields in met.items() if fields} == {
        "list_applicants": {"name", "id_number"}, "list_conversions": {"name", "id_number"},
        "list_workers": {"name", "id_number"}, "read_worker": {"name", "id_number"}, "list_duties": {"name"},
        "list_results": {"name"}, "list_honours": {"name"}, "read_run": {"name"}, "list_payslips": {"name", "pay"},
        "list_payslips_to_check": {"name", "pay"}, "read_payslip": {"pay"},
        "read_payslips_of_worker": {"pay"}, "list_own_payslips": {"pay"}, "read_own_payslip": {"pay"},
        "compare_payslip": {"pay"}, "compare_own_payslip": {"pay"}, "explain_payslip": {"pay"},
        "explain_own_payslip": {"pay"}, "compare_bonus_taxes": {"pay"}, "compare_own_bonus_taxes": {"pay"},
        "read_entitlement": {"pay"}, "list_differences": {"pay"}, "read_own_file": {"name", "id_number"},
        "read_worker_file": {"name", "id_number"}, "read_own_file_as_of": {"name", "id_number"},
        "read_profile": {"phone"}, "read_own_profile": {"phone"}, "prefill_form": {"name", "id_number", "phone"},
        "list_problems": {"text"}, "list_own_problems": {"text"}, "read_own_problem": {"text"},
        "read_party_status": {"party_stage"}, "list_accounts": {"bank_account"}, "list_own_accounts": {"bank_account"},
        "list_own_pay_months": {"pay"}, "read_own_pay_statement": {"pay"}, "read_pay_statement": {"pay"},
        "print_own_payslip": {"name", "pay"}, "print_payslip": {"name", "pay"}, "print_own_pay_statement": {"name", "pay"},
        "list_care_visits": {"pay"}, "list_light_records": {"pay"}, "list_subsidy_claims": {"pay"}, "read_payslip_costs": {"pay"},
    }  # fmt: skip


async def test_a_person_reads_in_every_service_who_looked_and_for_what(place: Place) -> None:
    cast, worker = place.journey.cast, place.worker
    street, finance = cast.street, cast.finance
    shown = await street.get(f"/personnel/workers/{worker}", purpose="contract-signing")
    assert shown["id_number"] == place.people[worker]["id_number"]
    assert [d["name"] async for d in cast.officer.pages("/training/duties", standing="OVERDUE")]
    assert [r["name"] async for r in cast.assessor.pages("/assessment/results", year=place.journey.year)]
    await finance.get(f"/payroll/payslips/{place.ids['payslip_id']}")
    own = Frontend(cast.officer.http, place.journey.county.issuer, worker, (Grant(Role.WORKER, COUNTY),))
    last = {name: (await own.get(f"/{name}/my/accesses", limit=1))["items"][0] for name in SERVICES}
    told = {name: (a["reader"], a["roles"], a["shown"], a["purpose"]) for name, a in last.items()}
    assert told == {
        "personnel": ("street-officer", ["street_officer"], "clear", "contract-signing"),
        "training": ("county-officer", ["county_officer"], "masked", None),
        "assessment": ("assessor", ["assessor"], "masked", None),
        "payroll": ("finance", ["finance"], "pay", None),
    }
    assert last["personnel"]["fields"] == ["personnel.worker.name", "personnel.worker.id_number"]
    assert date.fromisoformat(last["payroll"]["at"][:10]) == place.journey.county.clock.now().date()


async def test_unusual_reading_is_told_once_on_the_feed_of_the_service(place: Place) -> None:
    journey, by = place.journey, str(new_id())
    reader = Reader(
        subject=by, roles=(), region=COUNTY, purpose=PURPOSE, operation="list_workers", correlation=new_id()
    )
    for name in SERVICES:
        await journey.county.runtimes[name].accesses.record(
            reader, [Seen(new_id(), COUNTY, "personnel.worker.name", Shown.CLEAR) for _ in range(301)]
        )
    auditor = Frontend(journey.cast.officer.http, journey.county.issuer, "auditor", (Grant(Role.AUDIT_ADMIN, NATION),))
    for name in SERVICES:
        runtime = journey.county.runtimes[name]
        while any(row["reader"] == by for row in await runtime.accesses.to_notice()):
            await runtime.log.appended.wait(await runtime.log.head(), timeout=1)
        told = [
            e["data"] for e in await feed(journey, name) if e["headers"].get("ce-type") == f"{name}.reading.unusual.v1"
        ]
        day = journey.county.clock.today().isoformat()
        assert told == [{"reader": by, "day": day, "shown": "clear", "persons": 301, "threshold": 300}]
        hidden = (await journey.cast.officer.get(f"/{name}/events", after=0, limit=1_000))["events"]
        assert not any("reading.unusual" in e["headers"].get("ce-type", "") for e in hidden), "the watched hear nothing"
        shown = (await auditor.get(f"/{name}/unusual-readings"))["items"]
        assert [(item["reader"], item["persons"]) for item in shown] == [(by, 301)]
    await journey.cast.settled()


async def feed(journey: Journey, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while page := (await journey.cast.auditor.get(f"/{name}/events", after=len(found), limit=1_000))["events"]:
        found += page
    return found
