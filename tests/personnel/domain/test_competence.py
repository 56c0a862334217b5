from dataclasses import replace
from datetime import date
from uuid import UUID

from services.personnel.domain.competence import AnnulCompetence, ApplyEquivalence, CorrectLevel, RecordLevel
from services.personnel.domain.competence_events import (
    CompetenceAnnulled,
    CompetenceLevelCorrected,
    CompetenceLevelRecorded,
    EquivalenceApplied,
)
from services.personnel.domain.competence_standards import (
    CompetenceLevel,
    EquivalenceIssued,
    EquivalenceRow,
    EquivalenceTable,
    IssueEquivalence,
    IssueStandard,
    LevelKind,
    Standard,
    StandardIssued,
    issued,
    issued_table,
)
from services.personnel.domain.streams.competence import COMPETENCE, COMPETENCE_STANDARD, EQUIVALENCE
from shared.kernel import region
from tests.personnel.people import COMMUNITY, WORKER, on

COUNTY = region("51", "01", "07")
DAY = date(2027, 3, 1)
FACT = UUID(int=60)
LEVELS = tuple(CompetenceLevel(code=code, name=code, means="x") for code in ("JUNIOR", "MIDDLE"))
ISSUE = IssueStandard(region=COUNTY, code="CW", effective=date(2027, 1, 1), levels=LEVELS, document="20号")
ISSUED = StandardIssued(
    effective=date(2027, 1, 1), region=COUNTY, code="CW", version=1, levels=LEVELS, document="20号", issued_by="officer"
)
ROWS = (EquivalenceRow(of=LevelKind.SKILL, level="3", equals=LevelKind.COMPETENCE, equal_level="MIDDLE"),)
TABLE = IssueEquivalence(
    region=COUNTY, code="SKILL", effective=date(2027, 1, 1), until=date(2027, 12, 31), rows=ROWS, document="21号"
)
TABLED = EquivalenceIssued(
    effective=date(2027, 1, 1), until=date(2027, 12, 31), region=COUNTY, code="SKILL", version=1, rows=ROWS,
    document="21号", issued_by="officer",
)  # fmt: skip
RECORD = RecordLevel(
    worker_id=WORKER, fact=FACT, region=COMMUNITY, standard=ISSUED, level="JUNIOR", assessed_on=date(2027, 2, 1),
    assessed_by="区社会工作部", document="评价1号",
)  # fmt: skip
RECORDED = CompetenceLevelRecorded(
    effective=date(2027, 2, 1), worker_id=WORKER, fact=FACT, region=COMMUNITY, standard="CW", standard_version=1,
    level="JUNIOR", assessed_by="区社会工作部", document="评价1号",
)  # fmt: skip
APPLY = ApplyEquivalence(
    worker_id=WORKER,
    fact=FACT,
    region=COMMUNITY,
    table=TABLED,
    of=LevelKind.SKILL,
    level="3",
    since=DAY,
    evidence="S51",
)


def test_a_standard_has_versions_each_from_a_later_day() -> None:
    on(COMPETENCE_STANDARD, DAY).when(ISSUE).then(ISSUED)
    on(COMPETENCE_STANDARD, DAY, ISSUED).when(ISSUE).then()
    other = replace(ISSUE, levels=LEVELS[:1])
    on(COMPETENCE_STANDARD, DAY, ISSUED).when(other).then_rejected("competence.not-later")
    (second,) = on(COMPETENCE_STANDARD, DAY, ISSUED).when(replace(other, effective=DAY)).then_events()
    assert second.version == 2
    both = issued(issued(Standard(), ISSUED), second)
    assert [both.on(day) for day in (date(2026, 12, 31), date(2027, 2, 28), DAY)] == [None, ISSUED, second]


def test_a_standard_that_says_nothing_is_refused() -> None:
    for wrong, code in (
        (replace(ISSUE, code=" "), "competence.code"), (replace(ISSUE, document=" "), "competence.document"),
        (replace(ISSUE, levels=()), "competence.levels"), (replace(ISSUE, levels=LEVELS[:1] * 2), "competence.levels"),
    ):  # fmt: skip
        on(COMPETENCE_STANDARD, DAY).when(wrong).then_rejected(code)


def test_a_table_of_equivalence_holds_for_its_time() -> None:
    on(EQUIVALENCE, DAY).when(TABLE).then(TABLED)
    on(EQUIVALENCE, DAY, TABLED).when(TABLE).then()
    table = issued_table(EquivalenceTable(), TABLED)
    assert [table.on(day) for day in (date(2027, 12, 31), date(2028, 1, 1))] == [TABLED, None]
    same = EquivalenceRow(of=LevelKind.SKILL, level="3", equals=LevelKind.SKILL, equal_level="4")
    for wrong, code in (
        (replace(TABLE, rows=(same,)), "competence.rows"), (replace(TABLE, rows=()), "competence.rows"),
        (replace(TABLE, until=date(2026, 1, 1)), "competence.until"),
    ):  # fmt: skip
        on(EQUIVALENCE, DAY).when(wrong).then_rejected(code)


def test_a_level_is_recorded_by_the_version_of_its_day_and_told_twice_once() -> None:
    on(COMPETENCE, DAY).when(RECORD).then(RECORDED)
    on(COMPETENCE, DAY, RECORDED).when(RECORD).then()
    for wrong, code in (
        (replace(RECORD, standard=None), "competence.no-standard"), (replace(RECORD, level="MASTER"), "competence.level"),
        (replace(RECORD, assessed_on=date(2027, 3, 2)), "competence.future"), (replace(RECORD, document=" "), "competence.document"),
    ):  # fmt: skip
        on(COMPETENCE, DAY).when(wrong).then_rejected(code)


def test_a_level_is_corrected_and_annulled_with_a_reason() -> None:
    correct = CorrectLevel(fact=FACT, standard=ISSUED, level="MIDDLE", assessed_on=date(2027, 2, 2), reason="录入错误")
    corrected = CompetenceLevelCorrected(
        effective=date(2027, 2, 2), worker_id=WORKER, fact=FACT, standard="CW", standard_version=1, level="MIDDLE",
        reason="录入错误",
    )  # fmt: skip
    on(COMPETENCE, DAY, RECORDED).when(correct).then(corrected)
    on(COMPETENCE, DAY, RECORDED, corrected).when(correct).then()
    on(COMPETENCE, DAY, RECORDED).when(replace(correct, reason=" ")).then_rejected("competence.reason")
    on(COMPETENCE, DAY).when(correct).then_rejected("competence.unknown")
    annul = AnnulCompetence(fact=FACT, reason="他人评价")
    never = CompetenceAnnulled(effective=date(2027, 2, 1), worker_id=WORKER, fact=FACT, reason="他人评价")
    on(COMPETENCE, DAY, RECORDED).when(annul).then(never)
    on(COMPETENCE, DAY, RECORDED, never).when(annul).then()
    on(COMPETENCE, DAY, RECORDED, never).when(correct).then_rejected("competence.unknown")


def test_an_equivalence_is_applied_by_a_table_in_force_with_evidence() -> None:
    (applied,) = on(COMPETENCE, DAY).when(APPLY).then_events()
    assert isinstance(applied, EquivalenceApplied)
    assert (applied.equals, applied.equal_level, applied.until) == (LevelKind.COMPETENCE, "MIDDLE", date(2027, 12, 31))
    on(COMPETENCE, DAY, applied).when(APPLY).then()
    correct = CorrectLevel(fact=FACT, standard=ISSUED, level="MIDDLE", assessed_on=date(2027, 2, 2), reason="x")
    on(COMPETENCE, DAY, applied).when(correct).then_rejected("competence.unknown")
    for wrong, code in (
        (replace(APPLY, table=None), "competence.no-table"), (replace(APPLY, level="9"), "competence.not-equivalent"),
        (replace(APPLY, evidence=" "), "competence.evidence"), (replace(APPLY, since=date(2027, 3, 2)), "competence.future"),
    ):  # fmt: skip
        on(COMPETENCE, DAY).when(wrong).then_rejected(code)
