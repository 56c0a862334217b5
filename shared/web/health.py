"""Whether a service lives, can work, and how fresh what it shows is."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from shared.runtime import Runtime
from shared.web.access import PUBLIC

_COUNTED = (
    "select (select count(*) from log.parked), (select count(*) from log.disputed), "
    "(select coalesce(max(size), 0) from log.seal)"
)

router = APIRouter(tags=["health"], dependencies=[PUBLIC])


@router.get("/health/live", operation_id="live")
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


STOPPED: Final[dict[int | str, dict[str, Any]]] = {
    503: {
        "description": "A role of this process has stopped, or the log cannot be read",
        "content": {
            "application/json": {"schema": {"type": "object"}},
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        },
    }
}


@router.get("/health/ready", operation_id="ready", responses=STOPPED)
async def ready(request: Request, response: Response) -> dict[str, Any]:
    """The log answers; `degraded` names what is behind or stopped. 503 when the log cannot be read."""
    runtime: Runtime = request.app.state.runtime
    head = await runtime.log.head()
    stopped = sorted(t.get_name() for t in runtime.tasks if t.done())
    counted: Any = await runtime.pool.fetchrow(_COUNTED)
    parked, disputed, sealed = counted
    if stopped:
        response.status_code = 503
    return {
        "status": "stopped" if stopped else "degraded" if parked or disputed else "ready",
        "head": head,
        "read_models": await runtime.positions.current(),
        "relayed": runtime.relay.position if runtime.relay else None,
        "heard": {row["source"].removeprefix("listen:"): row["position"] for row in await _cursors(runtime)},
        "parked": parked,
        "sealed": sealed,
        "disputed_seals": disputed,
        "day": runtime.timer.day if runtime.timer else None,
        "stopped": stopped,
    }


@router.get("/metrics", operation_id="metrics", include_in_schema=False)
async def metrics() -> Response:
    """Prometheus."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _cursors(runtime: Runtime) -> list[Any]:
    found: list[Any] = await runtime.pool.fetch(
        "select source, position from log.cursor where starts_with(source, 'listen:')"
    )
    return found
