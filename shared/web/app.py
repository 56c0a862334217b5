"""A started service as a FastAPI application behind its guard."""

from typing import Any

from fastapi import FastAPI

from shared.runtime import Runtime
from shared.service import Service
from shared.web import accesses, feed, health, operations, parked, personal_fields, rules, seals
from shared.web.access import Access, require_rights
from shared.web.described import describe
from shared.web.measured import Measured
from shared.web.pages import Cursors
from shared.web.previews import install_previews
from shared.web.problems import ProblemTexts, install_problems


def create_app(runtime: Runtime, access: Access, cursor_key: bytes, *, docs: bool = True) -> FastAPI:
    """Every route has a declared right, or this raises; every refusal is a problem in two languages."""
    service = runtime.service
    app = routed(service, openapi_url="/openapi.json" if docs else None, docs_url="/docs" if docs else None)
    app.add_middleware(Measured, service=service.name)
    app.state.runtime = runtime
    app.state.access = access
    app.state.authority = runtime.authority
    app.state.cursors = Cursors(cursor_key)
    install_problems(app, ProblemTexts.load(service.folder))
    install_previews(app)
    return app


def routed(service: Service, **settings: Any) -> FastAPI:
    """The routes of a service with nothing behind them: what is documented and what is asked for rights.

    They are the routers' own: to include a router would analyse each of its routes anew, for every application and at every
    start, and match each request twice.
    """
    own = (accesses, operations, personal_fields, rules, parked, feed, seals, health)
    routers = (*service.routers, *(module.router for module in own))
    app = FastAPI(
        title=service.title, version="1", redoc_url=None, separate_input_output_schemas=False,
        routes=[route for router in routers for route in router.routes], **settings,
    )  # fmt: skip
    require_rights(app)
    describe(app, service.folder)
    operations.require_started_under(service)
    return app
