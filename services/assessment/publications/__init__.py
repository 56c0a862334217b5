"""What assessment tells the others, per stream."""

from typing import Any
from uuid import UUID

from services.assessment.domain.streams import ASSESSEE, HONOUR, RESULT, SCHEME
from services.assessment.publications import assessee, honour, result, scheme
from shared.access_ledger.reading import READER, told
from shared.authority.heard import AUTHORITY_HEARD, REGION_HEARD
from shared.published import Published
from shared.published.assessment.readings import UnusualReadingV1


def publish(stream_type: str, stream_id: UUID, event: Any) -> Published | None:
    """The published form of a stored event, or nothing where it stays private."""
    match stream_type:
        case SCHEME.type:
            return scheme.publish(stream_id, event)
        case ASSESSEE.type:
            return assessee.publish(stream_id, event)
        case RESULT.type:
            return result.publish(stream_id, event)
        case HONOUR.type:
            return honour.publish(stream_id, event)
        case AUTHORITY_HEARD.type | REGION_HEARD.type:
            return None
        case READER.type:
            return told(event, UnusualReadingV1)
        case _:
            raise LookupError(stream_type)
