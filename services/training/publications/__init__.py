"""What training tells the others, per stream."""

from typing import Any
from uuid import UUID

from services.training.domain.streams import DUTY_BOOK
from services.training.publications import duty_book
from shared.access_ledger.reading import READER, told
from shared.authority.heard import AUTHORITY_HEARD, REGION_HEARD
from shared.published import Published
from shared.published.training.readings import UnusualReadingV1


def publish(stream_type: str, stream_id: UUID, event: Any) -> Published | None:
    """The published form of a stored event, or nothing where it stays private."""
    match stream_type:
        case DUTY_BOOK.type:
            return duty_book.publish(stream_id, event)
        case AUTHORITY_HEARD.type | REGION_HEARD.type:
            return None
        case READER.type:
            return told(event, UnusualReadingV1)
        case _:
            raise LookupError(stream_type)
