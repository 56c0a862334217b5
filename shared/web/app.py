"""A started service as a FastAPI application behind its guard."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI

from shared.runtime import Runtime
from shared.web import feed, health, operations, parked, seals
from shared.web.access import Access, require_rights
from shared.web.measured import Measured
from shared.web.pages import Cursors
from shared.web.problems import ProblemTexts, install_problems


def create_app(runtime: Runtime, access: Access, cursor_key: bytes, *, docs: bool = True) -> FastAPI:
    """Every route has a declared right, or this raises; every refusal is a problem in two languages."""
    service = runtime.service
    app = FastAPI(
        title=service.title, version="1", openapi_url="/openapi.json" if docs else None,
        docs_url="/docs" if docs else None, redoc_url=None, separate_input_output_schemas=False,
    )  # fmt: skip
    app.add_middleware(Measured, service=service.name)
    app.state.runtime = runtime
    app.state.access = access
    app.state.cursors = Cursors(cursor_key)
    install_problems(app, ProblemTexts.load(service.folder))
    include(app, service.routers)
    require_rights(app)
    return app


def include(app: FastAPI, routers: Sequence[Any]) -> None:
    for router in (*routers, operations.router, parked.router, feed.router, seals.router, health.router):
        app.include_router(router)
