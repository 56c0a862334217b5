"""A trace begun by a front-end is carried through events and messages into the other services."""

from tests.journeys.conftest import Journey

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


async def test_the_trace_of_a_request_reaches_what_other_services_made_of_it(journey: Journey) -> None:
    worker, employment = await journey.hire(journey.day(1, 4))
    street = journey.cast.street
    end = {"ground": "RESIGNATION", "last_day": str(journey.day(1, 4))}
    headers = {**street._headers(), "idempotency-key": "traced", "traceparent": TRACE}
    answer = await street.http.post(f"/personnel/employments/{employment}/exit", json=end, headers=headers)
    assert answer.status_code == 201
    await journey.cast.settled()
    for service in ("personnel", "training", "payroll", "assessment"):
        log = journey.county.runtimes[service].log
        rows = await log.read(0, 1_000)
        traced = [row for row in rows if TRACE.encode() in row.meta]
        assert {str(row.subject) for row in traced} == {worker}, service


async def test_requests_are_counted_by_service_and_status_without_paths(journey: Journey) -> None:
    metrics = (await journey.cast.street.http.get("/personnel/metrics")).text
    assert 'cw_http_request_seconds_count{method="POST",service="personnel",status="201"}' in metrics
    assert "51/01" not in metrics
