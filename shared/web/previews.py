"""`Preview: true` on any command: decided like the real one, answered with what would happen, nothing kept of it.

A preview leaves the route by an exception: whatever the route would do after its command is not done.
"""

from datetime import date
from typing import Final

import msgspec
from fastapi import FastAPI, HTTPException, Request, Response

from shared.consequences import Publish, consequences
from shared.handling import Foreseen

PREVIEW: Final = "preview"


class Previewed(Exception):
    """A command was looked ahead at; carries what it would bring."""

    def __init__(self, foreseen: Foreseen, publish: Publish, today: date) -> None:
        super().__init__("previewed")
        self.consequences = consequences(foreseen, publish, today)


def asked_for(request: Request) -> bool:
    """Whether the caller only wants to look. Any value but `true` is refused: nobody does by a slip what he meant to look at."""
    value = request.headers.get(PREVIEW)
    if value not in (None, "true"):
        raise HTTPException(400, "request.bad-preview")
    return value is not None


def refuse(request: Request) -> None:
    """Raises 422 for a preview of what changes something otherwise than by a command."""
    if request.method not in ("GET", "HEAD") and asked_for(request):
        raise HTTPException(422, "request.no-preview")


def install_previews(app: FastAPI) -> None:
    async def previewed(request: Request, error: Exception) -> Response:
        assert isinstance(error, Previewed)
        return Response(msgspec.json.encode(error.consequences), media_type="application/json")

    app.add_exception_handler(Previewed, previewed)
