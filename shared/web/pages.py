"""Pages by signed keyset cursors: no offset, nothing skipped or doubled when rows are added meanwhile."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, Final, Generic, TypeVar

from fastapi import HTTPException, Query, Request
from pydantic import BaseModel

T = TypeVar("T")
LARGEST: Final = 200
Limit = Annotated[int, Query(ge=1, le=LARGEST, description="Rows on a page")]
Cursor = Annotated[str | None, Query(max_length=1_000, description="The `next` of the page before")]


class Page(BaseModel, Generic[T]):
    """`next` is the cursor of the following page, null on the last."""

    items: list[T]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Cursors:
    """Cursors are bound to the list, the caller and the filters they were made for."""

    key: bytes

    def make(self, after: list[Any], *, caller: str, filters: dict[str, Any]) -> str:
        body = json.dumps(after, separators=(",", ":"), default=str).encode()
        return urlsafe_b64encode(self._sign(body, caller, filters) + body).rstrip(b"=").decode()

    def read(self, cursor: str | None, *, caller: str, filters: dict[str, Any]) -> list[Any] | None:
        """The key of the last row seen; None for the first page. Raises 400 for a cursor that is not ours."""
        if cursor is None:
            return None
        try:
            raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except ValueError:
            raise HTTPException(400, "request.bad-cursor") from None
        signature, body = raw[:16], raw[16:]
        if not hmac.compare_digest(signature, self._sign(body, caller, filters)):
            raise HTTPException(400, "request.bad-cursor")
        found: list[Any] = json.loads(body)
        return found

    def of(self, route: str) -> "Cursors":
        """Those of one list: of no use in another."""
        return Cursors(hmac.new(self.key, route.encode(), sha256).digest())

    def _sign(self, body: bytes, caller: str, filters: dict[str, Any]) -> bytes:
        about = json.dumps([1, caller, sorted(filters.items())], default=str).encode()
        return hmac.new(self.key, about + b"\x00" + body, sha256).digest()[:16]


@dataclass(frozen=True, slots=True)
class Turn:
    """One page of a list being turned: which rows come after, and the page once they are there."""

    cursors: Cursors
    caller: str
    filters: dict[str, Any]
    limit: int
    seen: list[Any] | None

    def after(self, *parts: Callable[[Any], Any]) -> Any:
        """The key of the last row seen, each part of it read back: one value for one part, else all together. None first."""
        if self.seen is None:
            return None
        read = tuple(part(value) for part, value in zip(parts, self.seen, strict=True))
        return read if len(parts) > 1 else read[0]

    def page(self, items: list[T], rows: Sequence[Any], *key: str) -> Page[T]:
        """`key` names the columns of `rows` that order them; fewer rows than asked for are the last page."""
        if len(rows) < self.limit:
            return Page(items=items)
        return self.upto(items, *(rows[-1][name] for name in key))

    def upto(self, items: list[T], *last: Any) -> Page[T]:
        """A page that is followed by another one after this key."""
        return Page(items=items, next=self.cursors.make(list(last), caller=self.caller, filters=self.filters))


def cursors_of(request: Request) -> Cursors:
    """The cursors of the list that is asked for."""
    cursors: Cursors = request.app.state.cursors
    return cursors.of(f"{request.app.state.runtime.service.name} {request.scope['route'].path_format}")
