"""The field register over HTTP: what is kept where, and forms filled with what is held."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query

from services.personnel.domain.profile_events import Profile, ProfileField
from services.personnel.domain.register import Register, RegisterField, RegisterForm, prefill
from services.personnel.domain.streams import WORKER
from services.personnel.projections import dated, roster
from services.personnel.rights import SEE_REGIONS, SEE_ROSTER
from shared.kernel import Region, Sealed, record
from shared.web.disclosure import Personal
from shared.web.handles import Reading, reader
from shared.yaml_file import read_yaml

router = APIRouter(tags=["profile"])
Anybody = Annotated[Reading, Depends(reader(may=SEE_REGIONS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
FILE: Final = Path(__file__).parent.parent / "register.yaml"
_SEALED: Final = ("name", "id_number", "phone", "address")


@record
class FieldRegister:
    fields: tuple[RegisterField, ...]
    forms: tuple[RegisterForm, ...]


@record
class PrefilledForm:
    """`held` as the caller may see it; `elsewhere` names the service to ask; `ask` is what nobody holds yet."""

    worker_id: UUID
    form: str
    held: dict[str, str]
    elsewhere: dict[str, str]
    ask: tuple[str, ...]


@cache
def register() -> Register:
    """The register as its file states it."""
    found = read_yaml(FILE)
    fields = {name: msgspec.convert({"field": name, **entry}, RegisterField) for name, entry in found["fields"].items()}
    forms = {name: msgspec.convert({"form": name, **entry}, RegisterForm) for name, entry in found["forms"].items()}
    return Register(fields=fields, forms=forms)


@router.get("/register", operation_id="read_register")
async def read(reader: Anybody) -> FieldRegister:
    """Every field of a person with its one owner, who reads it, what it follows from; and the forms that are filled from it."""
    return FieldRegister(fields=tuple(register().fields.values()), forms=tuple(register().forms.values()))


@router.get("/workers/{worker_id}/prefill", operation_id="prefill_form")
async def prefilled(
    worker_id: UUID, reader: Reader, form: Annotated[str, Query(max_length=40)] = "REGISTRATION_CARD"
) -> PrefilledForm:
    """A form of a person with every field that is held here, masked unless the caller states a purpose that opens it."""
    asked = register().form(form)
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        person = await dated.find(read, row, reader.today)
    draft = reader.runtime.handling.draft()
    await draft.load([(WORKER, worker_id)])
    known = await _known(reader, person, draft.state(WORKER, worker_id).profile, asked)
    filled = prefill(register(), asked, known)
    return PrefilledForm(
        worker_id=worker_id, form=form, held=dict(filled.held), elsewhere=dict(filled.elsewhere), ask=filled.ask
    )


async def _known(
    reader: Reading, row: Mapping[str, Any], profile: Profile, form: RegisterForm
) -> Mapping[str, str | None]:
    """The values of the form's fields only: nothing is opened that the form does not ask for."""
    plain: dict[str, Any] = {
        "sex": row["sex"], "birth_month": row["birth_month"], "education": row["education"], "grade": row["grade"],
        "certificate": row["certificate"], "category": row["category"], "post_category": row["post_category"],
        "employer": row["employer"], "workplace": row["region"], "employed_since": row["starts"],
        "community_work_since": row["community_work_since"], "contract_ends": row["contract_ends"],
        "last_day": row["last_day"],
    }  # fmt: skip
    phone, address = (profile.on(field, reader.today) for field in (ProfileField.PHONE, ProfileField.ADDRESS))
    kept: dict[str, Sealed | None] = {
        "name": _sealed(row["name"]), "id_number": _sealed(row["id_number"]),
        "phone": None if phone is None else phone.value.phone,
        "address": None if address is None else address.value.address,
    }  # fmt: skip
    wanted = {name: kept[name] for name in _SEALED if name in form.fields and kept[name] is not None}
    id, region = row["worker_id"], Region(row["region"])
    opened = await reader.opened(
        [Personal(id, region, f"personnel.worker.{name}", value) for name, value in wanted.items() if value is not None]
    )
    texts = {name: None if value is None else str(value) for name, value in plain.items() if name in form.fields}
    return {**texts, **dict(zip(wanted, opened, strict=True))}


def _sealed(token: str | None) -> Sealed | None:
    return None if token is None else Sealed(token)
