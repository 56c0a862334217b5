"""Who worked for another department is listed, checked by another hand, examined and hired; the old money is named."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.conversion_events import (
    ConversionEligibilityChecked,
    ConversionExamined,
    ConversionForgotten,
    ConversionGround,
    ConversionListed,
    ConversionRetentionEnded,
    WorkerConverted,
    WorkerNotConverted,
)
from services.personnel.domain.conversions import (
    CheckEligibility,
    ConvertWorker,
    EndConversionRetention,
    ExamineConversion,
    ForgetConversion,
    ListConversion,
    WithdrawConversion,
)
from services.personnel.domain.foreign_posts import ForeignPost, ForeignPostPhase
from services.personnel.domain.scheme_terms import Education
from services.personnel.domain.streams import CONVERSION
from services.personnel.publications import sponsorship
from shared.kernel import Release, Sealed, Take
from shared.published.personnel.sponsorship import WorkerConvertedV1
from tests.personnel.people import COMMUNITY, EMPLOYMENT, WORKER, on

ID, POST, TODAY = UUID(int=81), UUID(int=80), date(2027, 3, 1)
STANDING = ForeignPost(
    post_id=POST, region=COMMUNITY, sponsor="区政法委", funding_source="网格专项经费", phase=ForeignPostPhase.REGISTERED
)
LIST = ListConversion(
    conversion_id=ID, post=STANDING, name=Sealed("name"), id_number=Sealed("id"), phone=Sealed("phone"), id_hash="hash",
    sex="MALE", birth=date(1990, 5, 1), education=Education.COLLEGE, since=date(2025, 9, 1), outstanding=False,
)  # fmt: skip
LISTED = ConversionListed(
    effective=TODAY, conversion_id=ID, foreign_post_id=POST, region=COMMUNITY, sponsor="区政法委",
    funding_source="网格专项经费", name=Sealed("name"), id_number=Sealed("id"), phone=Sealed("phone"), sex="MALE",
    birth_month="1990-05", education=Education.COLLEGE, since=date(2025, 9, 1), outstanding=False,
    kept_until=date(2028, 3, 1), listed_by="officer",
)  # fmt: skip
CHECK = CheckEligibility(birth=date(1990, 5, 1))
CHECKED = ConversionEligibilityChecked(effective=TODAY, conversion_id=ID, years=1, age=36, checked_by="approver")
EXAMINED = ConversionExamined(effective=TODAY, conversion_id=ID, score=7_550)
CONVERTED = WorkerConverted(
    effective=date(2027, 4, 1), conversion_id=ID, worker_id=WORKER, employment_id=EMPLOYMENT, sponsor="区政法委",
    funding_source="网格专项经费",
)  # fmt: skip


def not_converted(ground: ConversionGround) -> WorkerNotConverted:
    return WorkerNotConverted(effective=TODAY, conversion_id=ID, ground=ground)


def test_people_of_a_standing_post_are_listed_once_with_its_money() -> None:
    on(CONVERSION, TODAY).when(LIST).then(LISTED)
    on(CONVERSION, TODAY, LISTED).when(LIST).then()
    gone = replace(LIST, post=replace(STANDING, phase=ForeignPostPhase.CLEARED))
    on(CONVERSION, TODAY).when(gone).then_rejected("conversions.post")
    on(CONVERSION, TODAY).when(replace(LIST, since=date(2027, 3, 2))).then_rejected("conversions.since")
    assert CONVERSION.reserves(ID, LIST, LISTED) == (Take(kind="conversion", key=f"{POST}:hash"),)
    assert "hash" not in repr(LISTED)


def test_another_hand_checks_the_terms() -> None:
    on(CONVERSION, TODAY, LISTED, by="approver").when(CHECK).then(CHECKED)
    for same in ("officer", "li for officer"):
        on(CONVERSION, TODAY, LISTED, by=same).when(CHECK).then_rejected("conversions.own-listing")
    on(CONVERSION, TODAY, LISTED, CHECKED, by="approver").when(CHECK).then_rejected("conversions.phase")


@pytest.mark.parametrize(
    ("changes", "birth", "ground"),
    [
        ({"since": date(2026, 3, 2)}, date(1990, 5, 1), ConversionGround.YEARS),
        ({}, date(1986, 3, 1), ConversionGround.AGE),
        ({"outstanding": True}, date(1981, 3, 1), ConversionGround.AGE),
        ({}, date(1986, 3, 2), None),
        ({"outstanding": True}, date(1981, 3, 2), None),
        ({"since": date(2026, 3, 1)}, date(1990, 5, 1), None),
    ],
)
def test_a_year_there_and_forty_or_forty_five_if_outstanding(
    changes: dict[str, Any], birth: date, ground: ConversionGround | None
) -> None:
    listed = replace(LISTED, **changes)
    (checked, *rest) = on(CONVERSION, TODAY, listed, by="approver").when(CheckEligibility(birth=birth)).then_events()
    assert isinstance(checked, ConversionEligibilityChecked)
    assert rest == ([] if ground is None else [not_converted(ground)])


def test_who_passes_the_exam_may_be_hired_and_who_does_not_is_not_converted() -> None:
    exam = ExamineConversion(score=7_550, passed=True)
    on(CONVERSION, TODAY, LISTED, CHECKED).when(exam).then(EXAMINED)
    on(CONVERSION, TODAY, LISTED, CHECKED).when(replace(exam, passed=False)).then(
        EXAMINED, not_converted(ConversionGround.EXAM)
    )
    on(CONVERSION, TODAY, LISTED).when(exam).then_rejected("conversions.phase")
    on(CONVERSION, TODAY, LISTED, CHECKED).when(replace(exam, score=10_001)).then_rejected("applicants.score")


def test_the_hire_names_the_old_sponsor_and_its_money() -> None:
    convert = ConvertWorker(worker_id=WORKER, employment_id=EMPLOYMENT, starts=date(2027, 4, 1))
    on(CONVERSION, TODAY, LISTED, CHECKED, EXAMINED).when(convert).then(CONVERTED)
    on(CONVERSION, TODAY, LISTED, CHECKED).when(convert).then_rejected("conversions.phase")
    on(CONVERSION, TODAY, LISTED, CHECKED, EXAMINED, CONVERTED).when(convert).then_rejected("conversions.phase")
    assert sponsorship.publish(CONVERTED) == WorkerConvertedV1(
        worker_id=WORKER,
        employment_id=EMPLOYMENT,
        starts=date(2027, 4, 1),
        sponsor="区政法委",
        funding_source="网格专项经费",
    )


def test_anybody_may_give_up_until_hired() -> None:
    withdrew = not_converted(ConversionGround.WITHDREW)
    for history in ((LISTED,), (LISTED, CHECKED), (LISTED, CHECKED, EXAMINED)):
        on(CONVERSION, TODAY, *history).when(WithdrawConversion()).then(withdrew)
    on(CONVERSION, TODAY, LISTED, withdrew).when(WithdrawConversion()).then_rejected("conversions.phase")


def test_after_the_time_of_keeping_somebody_decides() -> None:
    due = ConversionRetentionEnded(effective=date(2028, 3, 2), conversion_id=ID)
    gone = ConversionForgotten(effective=date(2028, 3, 2), conversion_id=ID, document="7号", erased_by="officer")
    forget = ForgetConversion(document="7号", held=(f"{POST}:hash",))
    on(CONVERSION, date(2028, 3, 1), LISTED).when(EndConversionRetention()).then()
    on(CONVERSION, date(2028, 3, 2), LISTED).when(EndConversionRetention()).then(due)
    on(CONVERSION, date(2028, 3, 2), LISTED, due).when(EndConversionRetention()).then()
    on(CONVERSION, date(2028, 3, 2), LISTED, due).when(forget).then(gone)
    on(CONVERSION, TODAY, LISTED).when(forget).then_rejected("applicants.kept")
    on(CONVERSION, date(2028, 3, 2), LISTED, due).when(replace(forget, document="")).then_rejected(
        "applicants.document"
    )
    on(CONVERSION, date(2028, 3, 2), LISTED, due, gone).when(forget).then()
    on(CONVERSION, date(2028, 3, 2), LISTED, due, gone).when(WithdrawConversion()).then_rejected("conversions.phase")
    assert CONVERSION.reserves(ID, forget, gone) == (Release(kind="conversion", key=f"{POST}:hash"),)
