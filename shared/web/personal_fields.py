"""What is kept of a person, why, on which law and for how long: what whoever keeps it must tell (PIPL arts. 17, 30)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from shared.privacy import catalogue
from shared.web.handles import Reading, reader
from shared.web.rights import Right, Role

PERSONAL_FIELDS = Right("see which personal data are kept", roles=frozenset(Role))

router = APIRouter(prefix="/personal-fields", tags=["personal data"])
Reader = Annotated[Reading, Depends(reader(may=PERSONAL_FIELDS))]


@router.get("", operation_id="list_personal_fields")
async def listed(reader: Reader) -> list[dict[str, Any]]:
    """Every personal field of all services with purpose, legal basis, retention and owner; the same for everybody."""
    return [
        {
            "name": field.name, "purpose": field.purpose, "owner": field.owner, "sensitivity": field.sensitivity,
            "basis": [{"law": each.law, "article": each.article} for each in field.basis],
            "retention": {
                "after": field.retention.after, "months": field.retention.months, "days": field.retention.days,
                "source": field.retention.source,
            },
            "stored": not field.coming,
        }
        for field in catalogue().values()
    ]  # fmt: skip
