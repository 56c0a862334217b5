"""The settable clock over HTTP: development only, forward only, for the system administrator of the nation."""

import asyncio
import json
from collections.abc import Mapping
from datetime import date
from typing import Final

from fastapi import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shared.clock import SettableClock
from shared.kernel import NATION
from shared.runtime import Runtime
from shared.web.access import Access, caller
from shared.web.problems import platform_problem
from shared.web.rights import PUBLIC_RIGHT, Right, Role

SET_CLOCK: Final = Right("set the clock", frozenset({Role.SYSTEM_ADMIN}))
RIGHTS: Final = {("GET", "/clock"): ("read_clock", PUBLIC_RIGHT), ("POST", "/clock"): ("set_clock", SET_CLOCK)}


def clock_routes(clock: SettableClock, access: Access, runtimes: Mapping[str, Runtime]) -> list[Route]:
    """GET answers the business day; POST {"day": …} moves it and answers when every service has walked there."""

    async def read(request: Request) -> Response:
        return JSONResponse({"day": clock.today().isoformat()})

    async def move(request: Request) -> Response:
        request.app.state.access, request.app.state.authority = access, next(iter(runtimes.values())).authority
        try:
            asking = await caller(request)
        except HTTPException as refused:
            return platform_problem(refused.status_code, str(refused.detail)).response(request)
        if not asking.scope(SET_CLOCK):
            return platform_problem(403, "access.no-right").response(request)
        if not asking.may(SET_CLOCK, NATION):
            return platform_problem(404, "request.not-found").response(request)
        try:
            day = date.fromisoformat(json.loads(await request.body())["day"])
            clock.move_to(day)
        except (ValueError, KeyError, TypeError):
            return platform_problem(422, "request.invalid").response(request)
        await _walked(clock, runtimes)
        return JSONResponse({"day": clock.today().isoformat()})

    return [Route("/clock", read, methods=["GET"]), Route("/clock", move, methods=["POST"])]


async def _walked(clock: SettableClock, runtimes: Mapping[str, Runtime]) -> None:
    """Until the timer of every service has done the day."""
    timers = [runtime.timer for runtime in runtimes.values() if runtime.timer is not None]
    for timer in timers:
        timer.moved.set()
    while any(timer.day != clock.today() for timer in timers):
        await asyncio.sleep(0.005)
