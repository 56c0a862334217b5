"""Streams that keep dated facts, and how each is told of one: recorded, corrected, annulled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from services.personnel.domain.archive_events import ArchiveOpened
from services.personnel.domain.archives import AddMaterial, AnnulMaterial
from services.personnel.domain.categories import AnnulCategory, CorrectCategory, RecordCategory
from services.personnel.domain.category_events import Category
from services.personnel.domain.competence import AnnulCompetence, CorrectLevel, RecordLevel
from services.personnel.domain.competence_standards import CompetenceLevel, StandardIssued
from services.personnel.domain.contract_events import EmploymentStatus
from services.personnel.domain.contract_papers import RecordStatus
from services.personnel.domain.headcount import RecordPopulation
from services.personnel.domain.headcount_events import Quota
from services.personnel.domain.party_status import AnnulPartyStatus, CorrectPartyStatus, RecordPartyStatus
from services.personnel.domain.profile import AnnulProfile, CorrectProfile, RecordProfile
from services.personnel.domain.profile_events import ProfileField, ProfileValue
from services.personnel.domain.protection import AnnulProtection, RecordProtection
from services.personnel.domain.qualification_events import QualificationStage
from services.personnel.domain.qualification_life import AnnulQualification, CorrectQualification, EnterCertificate
from services.personnel.domain.region_events import RegionFounded
from services.personnel.domain.region_names import AnnulRegionName, CorrectRegionName, RenameRegion
from services.personnel.domain.scheme_terms import Certificate
from services.personnel.domain.secondments import AnnulSecondment, CorrectSecondment, SecondmentKind, StartSecondment
from services.personnel.domain.streams import (
    ARCHIVE,
    COMPETENCE,
    EMPLOYMENT,
    PARTY_STATUS,
    QUALIFICATION,
    QUOTA,
    REGION,
    SECONDMENT,
    WORKER,
)
from shared.kernel import Sealed, Stream
from tests.personnel.domain.test_profile import REGISTERED
from tests.personnel.people import COMMUNITY, STREET, hired
from tests.personnel.people import WORKER as PERSON

FIRST: Final = date(2027, 3, 1)


@dataclass(frozen=True, slots=True)
class Kept:
    """How one stream is told of a fact (its number, a day, one of two values) and what it says of a day.

    `apart`: every fact has a stream of its own, and what they say of a day is said together.
    """

    stream: Stream[Any, Any, Any, Any]
    begun: tuple[Any, ...]
    record: Callable[[int, date, int], Any]
    correct: Callable[[int, date, date, int], Any] | None
    annul: Callable[[int, date], Any] | None
    on: Callable[[Any, date], Any]
    apart: bool = False


def fact(number: int) -> UUID:
    return UUID(int=500 + number)


CATEGORIES: Final = (Category.COMMITTEE_FULLTIME, Category.DEDICATED_STAFF)
STATUSES: Final = (EmploymentStatus.CONTRACT, EmploymentStatus.PUBLIC_WELFARE)
SEALED: Final = (Sealed("a"), Sealed("b"))
LEVELS: Final = ("JUNIOR", "MIDDLE")
STANDARD: Final = StandardIssued(
    effective=FIRST, region=COMMUNITY, code="CW", version=1, document="20号", issued_by="officer",
    levels=tuple(CompetenceLevel(code=code, name=code, means="x") for code in LEVELS),
)  # fmt: skip
CERTIFICATES: Final = (Certificate.ASSISTANT, Certificate.SENIOR)
NAMES: Final = ("甲社区", "乙社区")
CODE: Final = "510107001004"
KEPT: Final = {
    "categories": Kept(
        EMPLOYMENT, (hired(),),
        lambda n, day, v: RecordCategory(fact_id=fact(n), category=CATEGORIES[v], since=day, document="1号"),
        lambda n, _, day, v: CorrectCategory(fact_id=fact(n), category=CATEGORIES[v], since=day, reason="录错"),
        lambda n, _: AnnulCategory(fact_id=fact(n), reason="录错"),
        lambda state, day: state.belonging.category_on(day),
    ),
    "statuses": Kept(
        EMPLOYMENT, (hired(),),
        lambda n, day, v: RecordStatus(fact_id=fact(n), status=STATUSES[v], since=day, document="1号"),
        None, None, lambda state, day: state.papers.status_on(day),
    ),
    "protections": Kept(
        EMPLOYMENT, (hired(),),
        lambda n, day, v: RecordProtection(protection_id=fact(n), starts=day, ends=day + timedelta(5 * v + 1), document="1号"),
        lambda n, _, day, v: RecordProtection(
            protection_id=fact(n), starts=day, ends=day + timedelta(5 * v + 1), document="2号"
        ),
        lambda n, _: AnnulProtection(protection_id=fact(n), document="3号"),
        lambda state, day: state.leaving.protected_until(day),
    ),
    "profile": Kept(
        WORKER, (REGISTERED,),
        lambda n, day, v: RecordProfile(
            worker_id=PERSON, fact=fact(n), field=ProfileField.PHONE, effective=day, value=ProfileValue(phone=SEALED[v])
        ),
        lambda n, _, day, v: CorrectProfile(
            worker_id=PERSON, fact=fact(n), effective=day, value=ProfileValue(phone=SEALED[v]), reason="录错"
        ),
        lambda n, _: AnnulProfile(worker_id=PERSON, fact=fact(n), reason="录错"),
        lambda state, day: (held := state.profile.on(ProfileField.PHONE, day)) and held.value,
    ),
    "party_status": Kept(
        PARTY_STATUS, (),
        lambda n, day, v: RecordPartyStatus(worker_id=PERSON, region=COMMUNITY, fact=fact(n), stage=SEALED[v], since=day),
        lambda n, _, day, v: CorrectPartyStatus(fact=fact(n), stage=SEALED[v], since=day, reason="录错"),
        lambda n, _: AnnulPartyStatus(fact=fact(n), reason="录错"),
        lambda state, day: state.stages.on(day),
    ),
    "region_names": Kept(
        REGION, (RegionFounded(effective=FIRST, path=COMMUNITY, level="community", code=CODE, name="洗面桥社区"),),
        lambda _, day, v: RenameRegion(code=CODE, name=NAMES[v], effective=day),
        lambda _, was, day, v: CorrectRegionName(since=was, code=CODE, name=NAMES[v], effective=day, reason="录错"),
        lambda _, day: AnnulRegionName(since=day, reason="录错"),
        lambda state, day: state.called_on(day),
    ),
    "populations": Kept(
        QUOTA, (), lambda _, day, v: RecordPopulation(unit=STREET, residents=10_000 + v, effective=day, source="普查"),
        None, None, lambda state, day: state.residents_on(day) if isinstance(state, Quota) else None,
    ),
    "competences": Kept(
        COMPETENCE, (),
        lambda n, day, v: RecordLevel(
            worker_id=PERSON, fact=fact(n), region=COMMUNITY, standard=STANDARD, level=LEVELS[v], assessed_on=day,
            assessed_by="区社会工作部", document="1号",
        ),
        lambda n, _, day, v: CorrectLevel(fact=fact(n), standard=STANDARD, level=LEVELS[v], assessed_on=day, reason="录错"),
        lambda n, _: AnnulCompetence(fact=fact(n), reason="录错"),
        lambda state, day: frozenset(
            (id, held.level, held.effective) for id, held in state.held if not held.annulled and held.effective <= day
        ),
    ),
    "archives": Kept(
        ARCHIVE, (ArchiveOpened(effective=FIRST, worker_id=PERSON, region=COMMUNITY),),
        lambda n, day, v: AddMaterial(
            material_id=fact(n), material_class="3", reference=f"{v}号", sha256=sha256(str(n).encode()).hexdigest(),
            source="街道", dated=day,
        ),
        None,
        lambda n, _: AnnulMaterial(material_id=fact(n), reason="录错"),
        lambda state, day: frozenset((m.material_id, m.reference, m.dated) for m in state.materials if m.dated <= day),
    ),
    "qualifications": Kept(
        QUALIFICATION, (),
        lambda n, day, v: EnterCertificate(
            worker_id=PERSON, qualification_id=fact(n), region=COMMUNITY, level=CERTIFICATES[v], number=SEALED[v],
            registered_on=day,
        ),
        lambda n, _, day, v: CorrectQualification(registered_on=day, reason="录错"),
        lambda n, _: AnnulQualification(reason="录错"),
        lambda state, day: state.stage is QualificationStage.REGISTERED and state.since <= day <= state.registered_until
        and (state.since, state.registered_until),
        apart=True,
    ),
    "secondments": Kept(
        SECONDMENT, (),
        lambda n, day, v: StartSecondment(
            worker_id=PERSON, secondment_id=fact(n), community=COMMUNITY, kind=SecondmentKind.TRAINING_POST,
            home_unit="区农业农村局", starts=day, ends=day + timedelta(5 * v + 1),
        ),
        lambda n, _, day, v: CorrectSecondment(starts=day, ends=day + timedelta(5 * v + 1), reason="录错"),
        lambda n, _: AnnulSecondment(reason="录错"),
        lambda state, day: not state.annulled and state.starts <= day <= state.ends and (state.starts, state.ends),
        apart=True,
    ),
}  # fmt: skip
