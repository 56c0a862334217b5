"""One roster row as the commands that its person's beginning asks of the streams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.personnel.domain.appointment_events import ONE_HOLDER
from services.personnel.domain.appointments import POST, StartAppointment, post_key
from services.personnel.domain.contracts import SignContract
from services.personnel.domain.employment import Source
from services.personnel.domain.engagement import Engagement, Identity, begin
from services.personnel.domain.headcount import PLACE
from services.personnel.domain.headcount_events import quota_id
from services.personnel.domain.headcount_places import place_key, vacant_place
from services.personnel.domain.hire_grounds import HireGround
from services.personnel.domain.imports import RosterRow, RowFault
from services.personnel.domain.qualifications import RegisterQualification
from services.personnel.domain.streams import QUOTA
from services.personnel.domain.worker import CERTIFICATE, NATIONAL_ID
from shared.draft import Ask, Draft
from shared.ids import derived_id
from shared.kernel import DAY, Region, Rejected, Sealed, ancestor, full_months
from shared.operations import Work
from shared.privacy import BlindIndex, personal

_NAME: Final = "personnel.worker.name"
_ID: Final = "personnel.worker.id_number"
_PHONE: Final = "personnel.worker.phone"
_CERTIFICATE: Final = "personnel.worker.certificate_number"
SEALED_FOR: Final = frozenset(personal(name).purpose for name in (_NAME, _ID, _PHONE, _CERTIFICATE))
_UNSEALED: Final = Sealed("dry-run")
_COLUMN_OF: Final = {
    "headcount.no-vacancy": "街道", "grades.out-of-range": "等级", "hiring.known-person": "身份证号",
    "appointments.post-taken": "职务", "qualifications.number-taken": "证书编号", "imports.community": "社区",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Who:
    """A sealed person and their certificate."""

    identity: Identity
    paper: RegisterQualification | None


@dataclass(slots=True)
class Places:
    """Where communities lie, and what others hold already: people, posts, headcount places."""

    communities: Mapping[tuple[str, str], Region]
    known_people: set[str]
    known_papers: set[str]
    held_posts: set[str]
    taken: dict[Region, set[int]]


async def identities(work: Work, rows: Sequence[RosterRow], *, sealed: bool) -> list[Who]:
    """The people of a chunk, sealed with one question to the key store; ids follow from the operation and the row."""
    sealer = work.service.sealer
    ids = [derived_id("roster", str(work.operation.operation_id), str(row.row)) for row in rows]
    plain = [_plain(row) for row in rows]
    values = await sealer.seal_many(list(zip(ids, plain, strict=True))) if sealed else [{} for _ in rows]
    return [_who(id, row, v, sealer.blind) for id, row, v in zip(ids, rows, values, strict=True)]


def _plain(row: RosterRow) -> dict[str, str]:
    values = {_NAME: row.name, _ID: row.id.number, _PHONE: row.phone or "", _CERTIFICATE: row.certificate_number}
    return {name: text for name, text in values.items() if text}


def _who(id: UUID, row: RosterRow, sealed: Mapping[str, Sealed], blind: BlindIndex) -> Who:
    identity = Identity(
        worker_id=id, name=sealed.get(_NAME, _UNSEALED), id_number=sealed.get(_ID, _UNSEALED),
        phone=sealed.get(_PHONE), id_hash=blind.of(_ID, row.id.number), sex=row.id.sex.value,
        birth_month=f"{row.id.birth:%Y-%m}",
    )  # fmt: skip
    if row.certificate is None or row.certificate_on is None:
        return Who(identity, None)
    paper = RegisterQualification(
        worker_id=id, level=row.certificate, number=sealed.get(_CERTIFICATE, _UNSEALED),
        number_hash=blind.of(_CERTIFICATE, row.certificate_number), registered_on=row.certificate_on,
    )  # fmt: skip
    return Who(identity, paper)


async def places_for(
    work: Work, draft: Draft, rows: Sequence[RosterRow], people: Sequence[Who],
    communities: Mapping[tuple[str, str], Region], before: Places | None = None,
) -> Places:  # fmt: skip
    """Look up in a few questions everything the rows of a chunk need; `before` is what earlier chunks would take."""
    found = [communities[key] for row in rows if (key := (row.street, row.community)) in communities]
    units = {ancestor(path, "street") for path in found}
    await draft.load((QUOTA, quota_id(unit)) for unit in units)
    posts = {
        post_key(communities[row.street, row.community], row.post)
        for row in rows
        if row.post in ONE_HOLDER and (row.street, row.community) in communities
    }
    places = Places(
        communities=communities,
        known_people=await _held(work, NATIONAL_ID, (who.identity.id_hash for who in people)),
        known_papers=await _held(work, CERTIFICATE, (who.paper.number_hash for who in people if who.paper)),
        held_posts=await _held(work, POST, posts),
        taken={unit: await _taken(work, unit) for unit in units},
    )
    if before is not None:
        places.known_people |= before.known_people
        places.known_papers |= before.known_papers
        places.held_posts |= before.held_posts
        places.taken = {
            unit: places.taken.get(unit, set()) | before.taken.get(unit, set()) for unit in units | set(before.taken)
        }
    return places


async def _held(work: Work, kind: str, keys: Iterable[str]) -> set[str]:
    rows = await work.files.pool.fetch(
        "select key from log.reservation where kind = $1 and key = any($2)", kind, list(keys)
    )
    return {row["key"] for row in rows}


async def _taken(work: Work, unit: Region) -> set[int]:
    return {int(key.rpartition("#")[2]) for key in await work.handling.log.held(PLACE, f"{unit}#")}


async def decide(work: Work, draft: Draft, row: RosterRow, who: Who, places: Places) -> RowFault | None:
    """Lay the row's events over the draft, or say why not; a refused row leaves nothing behind."""
    try:
        engagement = _engagement(draft, row, who, places)
        asks = [
            Ask(stream=s.stream, to=s.to, command=s.command, region=engagement.workplace) for s in begin(engagement)
        ]
        await draft.decide_all(asks, work.origin)
    except Rejected as no:
        facts = tuple((name, str(value)) for name, value in no.facts.items())
        return RowFault(row=row.row, column=_COLUMN_OF.get(no.code, ""), code=no.code, facts=facts)
    places.known_people.add(who.identity.id_hash)
    places.known_papers.update([who.paper.number_hash] if who.paper else [])
    places.taken[engagement.employer].add(int(engagement.place.rpartition("#")[2]))
    if row.post in ONE_HOLDER:
        places.held_posts.add(post_key(engagement.workplace, row.post))
    return None


def _engagement(draft: Draft, row: RosterRow, who: Who, places: Places) -> Engagement:
    workplace = places.communities.get((row.street, row.community))
    if workplace is None:
        raise Rejected("imports.community", street=row.street, community=row.community)
    if who.identity.id_hash in places.known_people:
        raise Rejected("hiring.known-person")
    if who.paper is not None and who.paper.number_hash in places.known_papers:
        raise Rejected("qualifications.number-taken")
    if row.post in ONE_HOLDER and post_key(workplace, row.post) in places.held_posts:
        raise Rejected("appointments.post-taken")
    unit = ancestor(workplace, "street")
    number = vacant_place(draft.state(QUOTA, quota_id(unit)), frozenset(places.taken[unit]), draft.today, begin=0)
    return Engagement(
        identity=who.identity, employment_id=derived_id("employment", str(who.identity.worker_id)), education=row.education,
        certificate=row.certificate, category=row.category, post_category=row.post_category, employer=unit,
        workplace=workplace, place=place_key(unit, number), source=Source.IMPORTED, starts=row.starts,
        community_work_since=row.community_work_since, term_months=_term_months(row), probation_months=0,
        ground=HireGround.OPENING_STOCK, contract=_contract(row), qualification=who.paper, grade=row.grade, grade_since=row.grade_since,
        appointment=_appointment(row, who.identity, workplace),
    )  # fmt: skip


def _term_months(row: RosterRow) -> int | None:
    if row.contract_starts is None or row.contract_ends is None:
        return None
    return max(1, full_months(row.contract_starts, row.contract_ends + DAY))


def _contract(row: RosterRow) -> SignContract | None:
    if row.contract_starts is None:
        return None
    return SignContract(starts=max(row.contract_starts, row.starts), ends=row.contract_ends)


def _appointment(row: RosterRow, who: Identity, workplace: Region) -> StartAppointment | None:
    if row.post is None:
        return None
    id = derived_id("appointment", str(who.worker_id))
    return StartAppointment(
        worker_id=who.worker_id,
        appointment_id=id,
        post=row.post,
        community=workplace,
        starts=row.grade_since,
        taken_over=True,
    )
