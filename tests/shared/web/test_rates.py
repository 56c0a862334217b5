"""How often somebody may ask: what is refused is a problem and changes nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from fastapi import HTTPException, Request
from fastapi.routing import APIRoute

from shared import operations
from shared.ids import new_id
from shared.kernel import NATION
from shared.operations import MOST_UNFINISHED
from shared.privacy.purposes import purposes
from shared.web import rates
from shared.web.access import Access, claimed_grants
from shared.web.app import create_app, routed
from shared.web.guard import Guard
from shared.web.rates import BAD_TOKENS, BULK, LOOKUP, ORDINARY, READ_OUT, UNMASKING, Rate, Rates, address
from shared.web.rights import Role
from shared.web.tokens import Verifier
from tests.golden.samples import services
from tests.shared.web.conftest import AUDIENCE, COUNTY, ISSUER, NOBODY, Web, problem

TWO: Rate = Rate("two", a_minute=60, at_once=2)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    class Clock:
        seconds = 1_000.0

        def __call__(self) -> float:
            return self.seconds

    clock = Clock()
    monkeypatch.setattr(rates, "monotonic", clock)
    return clock


@pytest.fixture
async def shown(web: Web) -> str:
    """An account: now there is a read model to ask."""
    return await web.opened()


@pytest.fixture
async def strict(shown: str, web: Web, clock: Any) -> AsyncIterator[Web]:
    """The ledger again, as production has it: no wider than declared."""
    access = Access(Verifier(web.issuer.key_set(), ISSUER, AUDIENCE), claimed_grants)
    app = Guard(create_app(web.runtime, access, b"c" * 32))
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=("192.0.2.7", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://ledger") as client:
        yield Web(client, web.runtime, web.issuer, app)


def refused(counted: Rates, who: str = "ann", rate: Rate = TWO) -> int | None:
    """The seconds to wait; None when it was allowed."""
    try:
        counted.spend(who, rate)
    except HTTPException as refusal:
        return int((refusal.headers or {})["retry-after"])
    return None


def test_so_many_at_once_and_then_one_after_the_other(clock: Any) -> None:
    counted = Rates()
    assert [refused(counted) for _ in range(4)] == [None, None, 1, 1]
    clock.seconds += 1
    assert [refused(counted) for _ in range(2)] == [None, 1]
    clock.seconds += 60
    assert [refused(counted) for _ in range(3)] == [None, None, 1]


def test_who_waits_as_long_as_told_is_let_in(clock: Any) -> None:
    counted, slow = Rates(), Rate("slow", a_minute=2, at_once=1)
    assert refused(counted, rate=slow) is None
    clock.seconds += 3
    wait = refused(counted, rate=slow)
    assert wait == 27
    clock.seconds += wait
    assert refused(counted, rate=slow) is None


def test_everybody_and_every_kind_is_counted_apart(clock: Any) -> None:
    counted, other = Rates(), Rate("other", a_minute=60, at_once=2)
    assert [refused(counted) for _ in range(3)] == [None, None, 1]
    assert refused(counted, "ben") is None
    assert refused(counted, rate=other) is None


def test_the_memory_of_who_asked_is_bounded(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_COUNTED", 10)
    counted = Rates()
    for n in range(100):
        refused(counted, str(n))
    assert len(counted._full_at) == 10


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("unknown", "unknown"),
    ],
)
def test_of_a_wide_network_its_beginning_is_counted(host: str, counted: str) -> None:
    assert address(Request({"type": "http", "client": (host, 1), "headers": []})) == counted


async def test_a_caller_who_asks_too_often_is_told_how_long_to_wait(strict: Web, clock: Any) -> None:
    asked = [await strict.ask("GET", "/accounts") for _ in range(ORDINARY.at_once)]
    assert {answer.status_code for answer in asked} == {200}
    answer = await strict.ask("GET", "/accounts")
    problem(answer, 429, "request.too-often")
    assert answer.headers["retry-after"] == "1"
    assert (await strict.ask("GET", "/accounts", subject="ben")).status_code == 200
    before = await strict.log()
    problem(await strict.ask("POST", "/accounts", json={"region": COUNTY, "holder": "x"}), 429, "request.too-often")
    assert await strict.log() == before
    clock.seconds += 1
    assert (await strict.ask("GET", "/accounts")).status_code == 200


async def test_what_hands_out_the_log_is_counted_by_its_own_rate(strict: Web) -> None:
    asked = [(await strict.ask("GET", "/events")).status_code for _ in range(READ_OUT.at_once + 1)]
    assert asked == [200] * READ_OUT.at_once + [429]
    assert (await strict.ask("GET", "/accounts")).status_code == 200


async def test_values_in_clear_are_counted_as_that_too(strict: Web) -> None:
    """Also by who may not have them."""
    purpose = {"purpose": next(iter(purposes()))}
    asked = [(await strict.ask("GET", "/accounts", headers=purpose)).status_code for _ in range(UNMASKING.at_once + 1)]
    assert 429 not in asked[:-1]
    assert asked[-1] == 429
    assert (await strict.ask("GET", "/accounts")).status_code == 200


async def test_a_flood_of_bad_tokens_is_stopped_by_address_and_stops_nobody_who_was_let_in(strict: Web) -> None:
    assert (await strict.ask("GET", "/accounts")).status_code == 200
    sent = range(2 * BAD_TOKENS.at_once)
    bad = [await strict.client.get("/accounts", headers={"authorization": f"Bearer x.{n}.y"}) for n in sent]
    assert {a.status_code for a in bad[: BAD_TOKENS.at_once]} == {401}
    stopped = [a for a in bad if a.status_code == 429]
    assert len(stopped) > BAD_TOKENS.at_once // 2
    problem(stopped[-1], 429, "request.too-often")
    assert (await strict.ask("GET", "/accounts")).status_code == 200, "known within the last minute"
    forwarded = {"authorization": "Bearer x.y.z", "x-forwarded-for": "198.51.100.9"}
    asked = [(await strict.client.get("/accounts", headers=forwarded)).status_code for _ in range(20)]
    assert 429 in asked, "nobody is believed who is not listed"


def declared() -> Iterator[tuple[str, str, Rate]]:
    """(service, operation, rate) of every route that knows its caller."""
    for name, service in services().items():
        for route in (r for r in routed(service).routes if isinstance(r, APIRoute)):
            for dependency in route.dependant.dependencies:
                if isinstance(rate := getattr(dependency.call, "rate", None), Rate):
                    yield name, str(route.operation_id), rate


def test_the_expensive_routes_say_so() -> None:
    assert {(name, operation): rate for name, operation, rate in declared() if rate != ORDINARY} == {
        ("personnel", "freeze_statistics"): BULK, ("personnel", "try_grade_scheme"): BULK,
            ("personnel", "reproduce_statistics"): BULK,
        **{
            ("personnel", operation): LOOKUP
            for operation in (
                "start_secondment", "accept_service_record", "annul_qualification", "list_conversion", "list_own_service_records",
                "list_service_records", "propose_identity", "register_applicant", "register_certificate", "request_service_record",
            )
        },
        **{("personnel", operation): BULK for operation in ("freeze_institution_list", "recall_grants", "recall_list", "renew_contracts")},
        ("personnel", "settle_leave_year"): BULK,
        **{("payroll", operation): BULK for operation in (
            "compare_run_with_sheet", "draft_budget", "forecast_budget", "freeze_run", "simulate_standard", "resume_run", "write_run_file",
        )},
        **{("payroll", f"{verb}_payslip"): LOOKUP for verb in ("replay", "compare", "compare_own", "explain", "explain_own")},
        ("payroll", "cost_grade_scheme"): BULK, ("payroll", "print_payslip"): LOOKUP, ("payroll", "print_own_payslip"): LOOKUP,
        **{("payroll", f"{verb}_pay_statement"): LOOKUP for verb in ("read", "read_own", "print_own")},
        ("personnel", "import_roster"): BULK, ("personnel", "hire_worker"): LOOKUP, ("personnel", "register_qualification"): LOOKUP,
        ("payroll", "start_run"): BULK, ("assessment", "open_results"): BULK, ("assessment", "propose_results"): BULK,
        ("assessment", "publicise_results"): BULK, ("assessment", "confirm_results"): BULK,
        **{
            (name, operation): rate
            for name in services()
            for operation, rate in (("read_events", READ_OUT), ("read_evidence", LOOKUP), ("export_log", BULK))
        },
    }  # fmt: skip


@pytest.mark.parametrize(("path", "rate"), [(f"/evidence?person={NOBODY}", LOOKUP), ("/log-export", BULK)])
async def test_what_reads_the_whole_log_is_counted_by_its_own_rate(strict: Web, path: str, rate: Rate) -> None:
    auditor: Any = {"role": Role.AUDIT_ADMIN, "place": NATION}
    asked = [(await strict.ask("GET", path, **auditor)).status_code for _ in range(rate.at_once + 1)]
    assert 429 not in asked[:-1]
    assert asked[-1] == 429
    assert (await strict.ask("GET", "/seals", **auditor)).status_code == 200


async def test_nobody_has_more_operations_at_once_than_may_be(web: Web) -> None:
    pool, owner = web.runtime.pool, f"owner {new_id()}"

    async def start(id: Any) -> Any:
        return await operations.start(
            web.runtime.files, operation_id=id, kind="nobody runs this", owner=owner, request=None
        )

    ids = [new_id() for _ in range(MOST_UNFINISHED + 5)]
    ended = await asyncio.gather(*(start(id) for id in ids), return_exceptions=True)
    assert sum(isinstance(e, operations.TooMany) for e in ended) == 5
    first = next(id for id, e in zip(ids, ended, strict=True) if not isinstance(e, BaseException))
    assert (await start(first)).operation_id == first, "the same again is no further one"
    await operations.cancel(pool, first)
    ids.append(new_id())
    await start(ids[-1])
    with pytest.raises(operations.TooMany):
        await start(new_id())
    for id in ids:
        await operations.cancel(pool, id)
