"""The same command sent twice happens once: Idempotency-Key, and a hash of what was asked."""

import hmac
import re
from typing import Final

from fastapi import HTTPException, Request

from shared.handling import CommandKey
from shared.web.rights import Caller

_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")


async def command_key(request: Request, caller: Caller) -> CommandKey:
    """The key of this command, asked for oneself or for a principal. Raises 400 when it is missing or malformed."""
    key = request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        raise HTTPException(400, "request.key-required")
    body = await request.body()
    path = f"{request.scope.get('root_path', '')}{request.url.path}?{request.url.query}"
    signature = "" if caller.principal is None else f"{caller.actor}\n"
    asked = f"command\n{request.method}\n{path}\n{signature}".encode() + body
    digest = hmac.digest(request.app.state.cursors.key, asked, "sha256")
    return CommandKey(caller=caller.subject, key=key, hash=digest)
