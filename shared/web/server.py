"""The HTTP server: uvicorn behind limits that a slow or greedy connection meets before any of our code."""

from typing import Any

import uvicorn

KEEP_ALIVE_SECONDS = 30
MOST_CONNECTIONS = 1_000
STOP_SECONDS = 5


def server(app: Any, host: str, port: int) -> uvicorn.Server:
    """Ready to `serve()`; no access log (paths carry ids), no server header."""
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, access_log=False, server_header=False, lifespan="off",
        timeout_keep_alive=KEEP_ALIVE_SECONDS, limit_concurrency=MOST_CONNECTIONS, h11_max_incomplete_event_size=16_384,
        timeout_graceful_shutdown=STOP_SECONDS,
    )  # fmt: skip
    return uvicorn.Server(config)
