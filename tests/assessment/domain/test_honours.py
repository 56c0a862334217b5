from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.assessment.domain import honour_events as honour
from services.assessment.domain.honour import Honour, HonourStage, honour_id
from services.assessment.domain.honour_changes import ChangeCommand
from services.assessment.domain.honour_events import HonourEvent, HonourLevel, HonourPaper
from services.assessment.domain.honours import (
    DecideHonourObjection,
    EndNomination,
    GrantHonour,
    NominateHonour,
    NominationCommand,
    ObjectToHonour,
    PubliciseHonour,
)
from services.assessment.domain.policies import Policies
from services.assessment.domain.streams import HONOUR
from shared.kernel import signed
from shared.kernel.derived import derived_id
from shared.testing.spec import Given, Spec
from tests.assessment.year import COMMUNITY, WORKER, facts

TODAY, ENDS, AFTER = date(2026, 4, 10), date(2026, 4, 16), date(2026, 4, 20)
FILE = "ab" * 32
ONE, TWO = UUID(int=71), UUID(int=72)
NOMINATE = NominateHonour(
    worker_id=WORKER, region=COMMUNITY, employed=True, year=2026, kind="MODEL_WORKER", level=HonourLevel.CITY,
    issuer="成都市人民政府", merits=("武社工〔2026〕9号",),
)  # fmt: skip
NOMINATED = honour.HonourNominated(
    effective=TODAY, worker_id=WORKER, region=COMMUNITY, year=2026, kind="MODEL_WORKER", level=HonourLevel.CITY,
    issuer="成都市人民政府", merits=("武社工〔2026〕9号",), nominated_by="officer",
)  # fmt: skip
PUBLICISED = honour.HonourPublicised(effective=TODAY, worker_id=WORKER, last=ENDS, publicised_by="officer")
PUBLIC = (NOMINATED, PUBLICISED)
PAPER = HonourPaper(
    kind="MODEL_WORKER", level=HonourLevel.CITY, issuer="成都市人民政府", document="成府发〔2026〕5号",
    granted_on=date(2026, 4, 18), sha256=FILE,
)  # fmt: skip
GRANT = GrantHonour(document="成府发〔2026〕5号", granted_on=date(2026, 4, 18), sha256=FILE)
GRANTED = honour.HonourGranted(
    effective=date(2026, 4, 18), worker_id=WORKER,
    grant_id=derived_id(
        "assessment.honour.grant", str(honour_id(WORKER, "MODEL_WORKER", HonourLevel.CITY, 2026)), "0"
    ),
    year=2026, paper=PAPER, entered_by="officer", granted_by="approver",
)  # fmt: skip
OBJECTED = honour.HonourObjected(
    effective=date(2026, 4, 12), worker_id=WORKER, objection_id=ONE, document="异1号", raised_by="officer"
)
HonourGiven = Given[Honour, NominationCommand | ChangeCommand, HonourEvent, Policies]


def on(today: date, by: str = "officer") -> Callable[..., HonourGiven]:
    return Spec(HONOUR, facts(today, by)).given


def test_somebody_who_works_here_is_nominated_publicised_and_granted_by_another_hand() -> None:
    on(TODAY)().when(NOMINATE).then(NOMINATED)
    on(TODAY)(NOMINATED).when(PubliciseHonour()).then(PUBLICISED)
    on(AFTER, "approver")(*PUBLIC).when(GRANT).then(GRANTED)


def test_publicising_twice_changes_nothing_and_never_begins_in_the_past() -> None:
    on(TODAY)(*PUBLIC).when(PubliciseHonour(first_day=AFTER)).then()
    on(TODAY)(NOMINATED).when(PubliciseHonour(first_day=date(2026, 4, 9))).then_rejected(
        "honours.publicity-in-the-past"
    )


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (replace(NOMINATE, employed=False), "honours.not-employed"), (replace(NOMINATE, kind="HERO"), "honours.kind"),
        (replace(NOMINATE, year=2027), "honours.year"), (replace(NOMINATE, issuer=" "), "honours.issuer"),
        (replace(NOMINATE, merits=()), "honours.merits"), (replace(NOMINATE, merits=(" ",)), "honours.merits"),
    ],
)  # fmt: skip
def test_a_nomination_that_cannot_stand_is_refused(asked: NominateHonour, code: str) -> None:
    on(TODAY)().when(asked).then_rejected(code)


@pytest.mark.parametrize("before", [(NOMINATED,), PUBLIC, (*PUBLIC, GRANTED)])
def test_there_is_one_honour_of_a_kind_level_and_year(before: tuple[HonourEvent, ...]) -> None:
    on(AFTER)(*before).when(NOMINATE).then_rejected("honours.already")


@pytest.mark.parametrize(
    ("day", "by", "asked", "code"),
    [
        (ENDS, "approver", GRANT, "honours.publicity-running"),
        (AFTER, "officer", GRANT, "honours.own-hand"),
        (AFTER, signed("approver", "officer"), GRANT, "honours.own-hand"),
        (AFTER, str(WORKER), GRANT, "honours.own-hand"),
        (AFTER, "approver", replace(GRANT, granted_on=ENDS), "honours.before-publicity-ended"),
        (AFTER, "approver", replace(GRANT, granted_on=date(2026, 4, 21)), "honours.not-yet"),
        (AFTER, "approver", replace(GRANT, document=""), "honours.document"),
        (AFTER, "approver", replace(GRANT, sha256="AB" * 32), "honours.file"),
    ],
)  # fmt: skip
def test_nothing_is_granted_before_its_time_by_the_wrong_hand_or_without_its_paper(
    day: date, by: str, asked: GrantHonour, code: str
) -> None:
    on(day, by)(*PUBLIC).when(asked).then_rejected(code)


def test_nothing_is_granted_without_publicity_or_of_nobody() -> None:
    on(AFTER, "approver")(NOMINATED).when(GRANT).then_rejected("honours.stage")
    on(AFTER, "approver")().when(GRANT).then_rejected("honours.unknown")


def test_an_open_objection_holds_the_grant_until_somebody_else_decides_on_it() -> None:
    raise_it = ObjectToHonour(objection_id=ONE, document="异1号")
    on(date(2026, 4, 12))(*PUBLIC).when(raise_it).then(OBJECTED)
    on(AFTER)(*PUBLIC, OBJECTED).when(raise_it).then()
    on(AFTER, "approver")(*PUBLIC, OBJECTED).when(GRANT).then_rejected("honours.objection-open")
    rejected = DecideHonourObjection(objection_id=ONE, upheld=False, document="复1号")
    on(AFTER)(*PUBLIC, OBJECTED).when(rejected).then_rejected("honours.own-hand")
    on(AFTER, "approver")(*PUBLIC).when(rejected).then_rejected("honours.no-objection")
    decided = honour.HonourObjectionDecided(
        effective=AFTER, worker_id=WORKER, objection_id=ONE, upheld=False, document="复1号", decided_by="approver"
    )
    on(AFTER, "approver")(*PUBLIC, OBJECTED).when(rejected).then(decided)
    on(AFTER, "approver")(*PUBLIC, OBJECTED, decided).when(GRANT).then(GRANTED)
    on(AFTER)(*PUBLIC, OBJECTED, decided).when(raise_it).then()


def test_an_objection_upheld_ends_the_nomination() -> None:
    upheld = DecideHonourObjection(objection_id=ONE, upheld=True, document="复2号")
    after = on(AFTER, "approver")(*PUBLIC, OBJECTED).when(upheld)
    after.then(
        honour.HonourObjectionDecided(
            effective=AFTER, worker_id=WORKER, objection_id=ONE, upheld=True, document="复2号", decided_by="approver"
        ),
        honour.HonourNominationEnded(effective=AFTER, worker_id=WORKER, reason="复2号", ended_by="approver"),
    )
    assert after.then_state().stage is HonourStage.WITHDRAWN


def test_every_objection_is_decided_before_anything_is_granted() -> None:
    second = replace(OBJECTED, objection_id=TWO)
    decided = honour.HonourObjectionDecided(
        effective=AFTER, worker_id=WORKER, objection_id=ONE, upheld=False, document="复1号", decided_by="approver"
    )
    on(AFTER, "approver")(*PUBLIC, OBJECTED, second, decided).when(GRANT).then_rejected("honours.objection-open")


def test_a_nomination_is_withdrawn_before_anything_is_granted_and_may_be_made_again() -> None:
    ended = honour.HonourNominationEnded(effective=AFTER, worker_id=WORKER, reason="本人放弃", ended_by="officer")
    end = EndNomination(reason="本人放弃")
    on(AFTER)(*PUBLIC).when(end).then(ended)
    on(AFTER)(*PUBLIC, ended).when(end).then()
    on(AFTER)(*PUBLIC).when(EndNomination(reason="")).then_rejected("honours.reason")
    on(AFTER)(*PUBLIC, GRANTED).when(end).then_rejected("honours.stage")
    on(AFTER)(*PUBLIC, ended).when(NOMINATE).then(replace(NOMINATED, effective=AFTER))
