"""Every personal field says what it is kept for; what is shown of it is enough to recognise and not enough to use."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import Annotated, Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.erasure_events import Purpose as ErasedPurpose
from services.personnel.domain.policies import Policies
from services.personnel.projections.forgotten import OF_APPLICANTS
from services.personnel.service import SERVICE
from shared.kernel import NATION, Recorded, Region, Sealed, WorkerName, record
from shared.policies import PolicyBook
from shared.privacy import FILE, NotCatalogued, catalogue, masked, personal
from shared.privacy.catalogue import MaskKind, Purpose
from tests.golden.samples import events, has_fields, sample, services
from tests.golden.samples import kinds as golden_kinds


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_a_field_names_its_purpose_basis_retention_and_owner(name: str) -> None:
    field = personal(name)
    assert field.name == name
    assert (field.purpose in get_args(Purpose), field.mask in get_args(MaskKind)) == (True, True)
    assert all((field.basis, field.retention, field.sensitivity))
    assert field.owner == name.split(".")[0], "a field is named after the service that owns it"
    assert field.owner in {"personnel", "training", "assessment", "payroll", "platform"}
    assert all((each.law and each.article) for each in field.basis)
    assert field.retention.source
    assert field.retention.months >= 0 <= field.retention.days
    assert field.sensitivity in {"personal", "sensitive"}


@pytest.mark.parametrize("name", ["", "name", "personnel.worker", "personnel.worker.name ", "PERSONNEL.WORKER.NAME"])
def test_a_field_without_an_entry_is_refused(name: str) -> None:
    with pytest.raises(NotCatalogued):
        personal(name)


def test_every_owner_of_personal_fields_is_a_service() -> None:
    assert {field.owner for field in catalogue().values()} - {"platform"} <= set(services())


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("surname", "王小明", "王＊＊"), ("surname", "王明", "王＊"), ("surname", "王", "王＊"), ("surname", "", "＊"),
        ("surname", "欧阳修", "欧阳＊"), ("surname", "欧阳", "欧＊"), ("surname", "阿不都·热合曼", "阿＊＊＊＊＊＊"),
        ("id_number", "11010519491231002X", "110***********002X"), ("id_number", "1234567", "*******"),
        ("id_number", "110105491231002", "***************"),
        ("phone", "13800138000", "138****8000"), ("phone", "12345", "***45"), ("phone", "02885551234", "028****1234"),
        ("phone", "85551234", "****1234"), ("tail", "6222021234567890", "************7890"),
        ("tail", "1234", "**34"), ("tail", "12345", "***45"), ("tail", "1", "*"),
    ],
)  # fmt: skip
def test_a_mask_shows_a_little(kind: MaskKind, text: str, shown: str) -> None:
    assert masked(kind, text) == shown


def test_a_masked_identity_number_never_shows_the_birth_date() -> None:
    assert not set("19491231") & set(masked("id_number", "55555519491231666X")[3:14]) - {"*"}


@given(st.sampled_from(["id_number", "phone", "tail"]), st.text("0123456789X", max_size=30))
def test_a_mask_keeps_the_length_and_hides_the_middle(kind: MaskKind, text: str) -> None:
    shown = masked(kind, text)
    assert len(shown) == len(text)
    hidden = shown.count("*")
    assert hidden >= min(len(text), 1)
    assert all(one in (other, "*") for one, other in zip(shown, text, strict=True))
    assert len(text) - hidden <= max(len(text) // 2, 7 if len(text) >= 11 else 0)


def sealed_fields() -> Iterator[tuple[str, str | None]]:
    """Every place that seals, with the catalogue name its annotation carries."""
    kinds: list[Any] = [kind.type for kind in golden_kinds().values()]
    for service in services().values():
        kinds += (kind for stream in service.streams for kind in command_classes(stream))
    for kind in kinds:
        for field, hint in get_type_hints(kind, include_extras=True).items():
            for name in _names(hint):
                yield f"{kind.__module__}.{kind.__qualname__}.{field}", name


def command_classes(stream: Any) -> Iterator[Any]:
    yield from _classes(get_type_hints(stream.decider.decide)["command"])


def _classes(hint: Any) -> Iterator[Any]:
    if has_fields(hint):
        yield hint
        for below in get_type_hints(hint).values():
            yield from _classes(below)
    for below in get_args(hint):
        yield from _classes(below)


def _names(hint: Any) -> Iterator[str | None]:
    if get_origin(hint) is Annotated and get_args(hint)[0] is Sealed:
        yield from get_args(hint)[1:]
    elif hint is Sealed:
        yield None
    elif has_fields(hint):
        for below in get_type_hints(hint, include_extras=True).values():
            yield from _names(below)
    else:
        for below in get_args(hint):
            yield from _names(below)


def test_whatever_is_sealed_in_events_commands_and_contracts_names_its_entry() -> None:
    found = list(sealed_fields())
    assert len(found) > 10
    assert [(place, name) for place, name in found if name not in catalogue()] == []


def test_a_bare_sealed_field_and_one_without_an_entry_would_be_found() -> None:
    @record
    class Inner:
        bare: Sealed

    @record
    class Careless:
        bare: Sealed | None
        deep: tuple[Inner, ...]
        unknown: Annotated[Sealed, "personnel.worker.hobby"]
        known: WorkerName

    hints = get_type_hints(Careless, include_extras=True, localns={"Inner": Inner})
    names = [name for hint in hints.values() for name in _names(hint)]
    assert names == [None, None, "personnel.worker.hobby", "personnel.worker.name"]


def tokens_of(event: Any, names: dict[str, str]) -> None:
    for field in fields(event):
        value = getattr(event, field.name)
        hint = get_type_hints(type(event), include_extras=True)[field.name]
        if isinstance(value, Sealed):
            names[value.token] = next(str(name) for name in _names(hint))
        elif is_dataclass(value):
            tokens_of(value, names)


def changes(service: str) -> Iterator[tuple[dict[str, str], Any, Any]]:
    """(tokens by field, column, value) of everything that projections make of the service's events that seal something."""
    for kind in events(services()[service]):
        event, names, stream = sample(kind.type, kind.type.__name__), dict[str, str](), kind.file.split("/")[2]
        tokens_of(event, names)
        if hasattr(event, "place"):
            event = replace(event, place="51/01/07/017/_#1")
        if hasattr(event, "birth_month"):
            event = replace(event, birth_month="1980-05")
        for projection in services()[service].projections:
            if names and stream in projection.streams:
                for change in projection.project(recorded_as(stream, event)):
                    yield from ((names, change.table.c[column], value) for column, value in change.values.items())


@pytest.mark.parametrize("service", sorted(services()))
def test_a_column_that_holds_tokens_says_of_which_field_and_can_be_emptied(service: str) -> None:
    """Every projection is shown every event: where a token lands, the column names the field the token was made for."""
    tables = [table for projection in services()[service].projections for table in projection.tables]
    declared = {column for table in tables for column in table.columns if "personal" in column.info}
    filled = set()
    for names, column, value in changes(service):
        if any(token in str(value) for token in names):
            assert column.info.get("personal") == names[value]
            filled.add(column)
    assert filled == declared
    assert all(column.nullable for column in declared)


def recorded_as(stream: str, event: Any) -> Recorded[Any]:
    return Recorded(
        position=1, stream_type=stream, stream_id=UUID(int=1), version=1, event=event, event_id=UUID(int=2),
        subject=UUID(int=3), region=Region("51/01/07/017/k3f"), recorded=datetime(2026, 1, 1, tzinfo=UTC),
        effective=date(2026, 1, 1), actor="officer", correlation=UUID(int=4), causation=None,
    )  # fmt: skip


def test_what_the_catalogue_describes_is_stored_or_marked_as_coming() -> None:
    stored = {name for _, name in sealed_fields()} | {FILE}
    assert {name for name, field in catalogue().items() if not field.coming} == stored


def test_the_retention_that_the_calendar_counts_by_is_the_catalogues() -> None:
    """A purpose is kept as long as the field of it that is kept longest."""
    longest: dict[str, int] = {}
    for field in catalogue().values():
        if field.retention.after not in ("finished", "registration"):
            longest[field.purpose] = max(longest.get(field.purpose, 0), field.retention.months)
    policies = PolicyBook.load(Policies, SERVICE.folder / "policies").of(NATION)
    [(_, counted)] = policies.retention.values
    assert {each.purpose.value: each.months for each in counted} == longest


def test_applicants_are_kept_as_long_as_the_catalogue_says() -> None:
    policies = PolicyBook.load(Policies, SERVICE.folder / "policies").of(NATION)
    [(_, counted)] = policies.applicant_retention_months.values
    after = {f.retention.months for f in catalogue().values() if f.retention.after == "registration"}
    assert after == {counted}


def test_the_purposes_that_can_be_erased_are_those_of_people_and_applicants_are_erased_altogether() -> None:
    assert {purpose.value for purpose in ErasedPurpose} == set(get_args(Purpose)) - {"file", *OF_APPLICANTS}
