"""OpenAPI of the four services, AsyncAPI of what they tell, JSON Schema of every published event: written from the code."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from fastapi import FastAPI

import shared.published
from deploy.services import SERVICES, load
from shared.kernel import Sealed
from shared.published import Name
from shared.web.app import include


def write_documents(into: Path) -> None:
    """openapi/<service>.json, asyncapi.json, events/<type>.v<n>.json below the folder; the same bytes for the same code."""
    for name in SERVICES:
        _write(into / "openapi" / f"{name}.json", openapi(name))
    told = sorted(published(), key=lambda kind: (kind.told.type, kind.told.version))
    for kind in told:
        _write(into / "events" / f"{_title(kind.told)}.json", schema(kind))
    _write(into / "asyncapi.json", asyncapi(told))


def openapi(name: str) -> dict[str, Any]:
    service = load(name)
    app = FastAPI(title=service.title, version="1", separate_input_output_schemas=False)
    include(app, service.routers)
    return app.openapi()


def published() -> Iterator[Any]:
    """Every class with a public name in shared.published."""
    for module in pkgutil.walk_packages(shared.published.__path__, "shared.published."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and isinstance(getattr(value, "told", None), Name):
                yield value


def schema(kind: Any) -> dict[str, Any]:
    def sealed(type: Any) -> dict[str, str]:
        if type is Sealed:
            return {"type": "string", "description": "sealed personal value: opaque without the person's key"}
        raise NotImplementedError(type)

    described = msgspec.json.schema(kind, schema_hook=sealed)
    described["description"] = (kind.__doc__ or "").strip()
    return described


def asyncapi(told: list[Any]) -> dict[str, Any]:
    """AsyncAPI 3.0: one channel for each service's stream, one message for each published event."""
    channels = {
        service: {
            "address": f"events.{service}.{{partition}}.{{aggregate}}.{{fact}}.{{version}}.{{region}}",
            "description": f"JetStream stream {service.upper()}; sequence == position in the service's log.",
            "messages": {_title(k.told): {"$ref": f"#/components/messages/{_title(k.told)}"} for k in kinds},
        }
        for service in SERVICES
        if (kinds := [k for k in told if k.told.service == service])
    }
    messages = {
        _title(k.told): {
            "name": _title(k.told),
            "summary": (k.__doc__ or "").strip().split("\n")[0],
            "contentType": "application/json",
            "payload": {"$ref": f"events/{_title(k.told)}.json"},
        }
        for k in told
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Community workers: published events", "version": "1"},
        "channels": channels,
        "components": {"messages": messages},
    }


def _title(name: Name) -> str:
    return f"{name.type}.v{name.version}"


def _write(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
