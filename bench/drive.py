"""A process that asks: so many keep-alive connections, each sends its next command when the last was answered.

Bytes are written and read by hand, so that asking costs a small part of what answering costs.
"""

import asyncio
import json
import sys
from time import perf_counter
from typing import Any, Final

import uvloop

PATH: Final = b"/regions/renamings"


async def _client(asked: dict[str, Any], number: int, until: float, times: list[float]) -> None:
    """Renames its own share of the places, one after another, until time is up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", asked["port"])
    head = (
        b"POST " + PATH + b" HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\nauthorization: Bearer "
        + asked["token"].encode() + b"\r\n"
    )  # fmt: skip
    places, nth = asked["places"][number :: asked["clients"]], 0
    while perf_counter() < until:
        name = f"{asked['name']}-{number}-{nth}"
        body = json.dumps(
            {"path": places[nth % len(places)], "code": "510107001", "name": name, "effective": "2026-01-01"}
        ).encode()
        key = f"idempotency-key: {name}\r\ncontent-length: {len(body)}\r\n\r\n".encode()
        began = perf_counter()
        writer.write(head + key + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        content = await reader.readexactly(int(answer.lower().split(b"content-length: ")[1].split(b"\r\n")[0]))
        times.append(perf_counter() - began)
        if not answer.startswith(b"HTTP/1.1 201"):
            raise RuntimeError(f"{answer!r} {content!r}")
        nth += 1
    writer.close()


async def _drive(asked: dict[str, Any]) -> dict[str, float]:
    times: list[float] = []
    started = perf_counter()
    until = started + asked["seconds"]
    await asyncio.gather(*(_client(asked, n, until, times) for n in range(asked["clients"])))
    elapsed = perf_counter() - started
    times.sort()
    return {
        "rate": len(times) / elapsed,
        "p50_ms": 1000 * times[len(times) // 2],
        "p99_ms": 1000 * times[-len(times) // 100],
    }


if __name__ == "__main__":
    print(json.dumps(uvloop.run(_drive(json.loads(sys.stdin.readline())))), flush=True)
