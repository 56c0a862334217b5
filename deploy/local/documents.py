"""OpenAPI, AsyncAPI, JSON Schema of every published event, and who may ask what: written from the code."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

import msgspec
import yaml

import shared.published
from deploy.local.clock import RIGHTS
from deploy.services import SERVICES, load
from shared.consequences import HEARERS, title
from shared.kernel import Sealed
from shared.proof.post import STREAM, CosignatureTold, SealTold
from shared.published import Name
from shared.web.access import declared
from shared.web.app import routed
from shared.web.disclosure import UNMASK
from shared.web.rights import Right


def write_documents(into: Path) -> None:
    """openapi/<service>.json, asyncapi.json, events/<type>.v<n>.json, rights.yaml below the folder; the same bytes for the same code."""
    for name in SERVICES:
        _write(into / "openapi" / f"{name}.json", openapi(name))
    told = sorted(published(), key=lambda kind: (kind.told.type, kind.told.version))
    for kind in told:
        _write(into / "events" / f"{title(kind.told)}.json", schema(kind))
    _write(into / "asyncapi.json", asyncapi(told))
    text = yaml.safe_dump(rights(), allow_unicode=True, width=120)
    (into / "rights.yaml").write_text(
        f"# Who may ask what. Written by make docs, reviewed with every change.\n{text}", "utf-8"
    )


def openapi(name: str) -> dict[str, Any]:
    return routed(load(name)).openapi()


def rights() -> dict[str, Any]:
    """Each right with its roles, each route and each kind of operation with its right: what the matrix expects."""
    named = {UNMASK.name: UNMASK}
    routes = {name: dict(_routes(name, named)) for name in SERVICES}
    routes["clock"] = {
        id: f"{_named(named, right)} <- {method} {path}" for (method, path), (id, right) in RIGHTS.items()
    }
    started = {
        name: {kind: _named(named, right) for kind, right in load(name).started_under.items()} for name in SERVICES
    }
    return {
        "rights": {name: _held_by(right) for name, right in named.items()},
        "routes": routes,
        "operations": {name: kinds for name, kinds in started.items() if kinds},
    }


def _held_by(right: Right) -> list[str] | str:
    return "whoever is signed in, about himself" if right.own else sorted(role.value for role in right.roles)


def _routes(name: str, named: dict[str, Right]) -> Iterator[tuple[str, str]]:
    for route, right in declared(routed(load(name))):
        (method,) = route.methods or {""}
        yield route.operation_id, f"{_named(named, right)} <- {method} {route.path}"


def _named(named: dict[str, Right], right: Right) -> str:
    """Its name; two rights of one name and other roles could not be told apart."""
    if named.setdefault(right.name, right) != right:
        raise ValueError(f"two rights are named {right.name!r}")
    return right.name


def published() -> Iterator[Any]:
    """Every class with a public name in shared.published."""
    for module in pkgutil.walk_packages(shared.published.__path__, "shared.published."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and isinstance(getattr(value, "told", None), Name):
                yield value


def write_hearers() -> None:
    """Which services listen to what is published: beside the published classes, for whoever tells what a command would bring."""
    head = "# Which services listen to each published event. Written by make docs from what they subscribe to.\n"
    HEARERS.write_text(head + yaml.safe_dump(hearers(), allow_unicode=True, width=120), "utf-8")


def hearers() -> dict[str, list[str]]:
    heard = {
        name: {title(kind.told) for hears in load(name).hears.values() for kind in _kinds(hears.heard)}
        for name in SERVICES
    }
    return {
        title(kind.told): [name for name in SERVICES if title(kind.told) in heard[name]] for kind in published()
        if any(title(kind.told) in of for of in heard.values())
    }  # fmt: skip


def _kinds(heard: Any) -> tuple[Any, ...]:
    return get_args(heard) or (heard,)


def schema(kind: Any) -> dict[str, Any]:
    def sealed(type: Any) -> dict[str, str]:
        if type is Sealed:
            return {"type": "string", "description": "sealed personal value: opaque without the person's key"}
        raise NotImplementedError(type)

    described = msgspec.json.schema(kind, schema_hook=sealed)
    described["description"] = (kind.__doc__ or "").strip()
    return described


def asyncapi(told: list[Any]) -> dict[str, Any]:
    """AsyncAPI 3.0: one channel for each service's stream, one message for each published event; seals and co-signatures."""
    channels = {
        service: {
            "address": f"events.{service}.{{partition}}.{{aggregate}}.{{fact}}.{{version}}.{{region}}",
            "description": f"JetStream stream {service.upper()}; sequence == position in the service's log.",
            "messages": {title(k.told): {"$ref": f"#/components/messages/{title(k.told)}"} for k in kinds},
        }
        for service in SERVICES
        if (kinds := [k for k in told if k.told.service == service])
    }
    messages = {
        title(k.told): {
            "name": title(k.told),
            "summary": (k.__doc__ or "").strip().split("\n")[0],
            "contentType": "application/json",
            "payload": {"$ref": f"events/{title(k.told)}.json"},
        }
        for k in told
    }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Community workers: published events", "version": "1"},
        "channels": {
            **channels,
            **{name: _channel(name, address, about) for name, (address, about, _) in SEALS.items()},
        },
        "components": {"messages": {**messages, **{name: _proof(name, kind) for name, (_, _, kind) in SEALS.items()}}},
    }


SEALS: Final = {
    "seal": ("seals.{service}", "The seals of a service's log, oldest first; the last 1,000 are kept.", SealTold),
    "cosignature": ("cosignatures.{service}.{witness}", "What a witness signed under a seal of the service.", CosignatureTold),
}  # fmt: skip


def _channel(name: str, address: str, about: str) -> dict[str, Any]:
    text = f"JetStream stream {STREAM}. {about}"
    return {"address": address, "description": text, "messages": {name: {"$ref": f"#/components/messages/{name}"}}}


def _proof(name: str, kind: Any) -> dict[str, Any]:
    """See docs/proof.md."""
    return {
        "name": name, "summary": (kind.__doc__ or "").strip().split("\n")[0], "contentType": "application/json",
        "payload": msgspec.json.schema(kind)["$defs"][kind.__name__],
    }  # fmt: skip


def _write(file: Path, content: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
