from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from deploy.local.story.scheme import SCHEME as TERMS
from services.personnel.domain.grade_book import GradeFactKind
from services.personnel.domain.grade_derivation import inputs_on
from services.personnel.domain.grade_events import (
    Fate,
    GradeDropped,
    GradeFactAnnulled,
    GradeFactCorrected,
    GradeFactCounted,
    Trigger,
)
from services.personnel.domain.grade_facts import AnnulFact, CorrectFact, RecordFact
from services.personnel.domain.grade_formula import derive
from services.personnel.domain.grade_honours import CountHonour
from services.personnel.domain.grade_posts import HoldPost
from services.personnel.domain.grade_triggers import CountCertificate, CountResult, CountYears
from services.personnel.domain.grading import opening_fact
from services.personnel.domain.scheme_terms import (
    Certificate,
    DisciplinePenalty,
    EducationPapers,
    HonourCredit,
    HonourRank,
    PublishedScheme,
    ResultEffect,
    SchemeTerms,
)
from services.personnel.domain.streams import GRADE
from shared.kernel import always
from tests.personnel import people
from tests.personnel.domain.test_grade_triggers import DAY, OPEN, OPENED, held, summary
from tests.personnel.people import POLICIES, on

FACT = UUID(int=90)
DEGREE = RecordFact(
    fact=FACT, kind=GradeFactKind.EDUCATION, word="MASTER", effective=date(2026, 7, 1), papers=EducationPapers.BOTH
)
HONOUR = CountHonour(fact=FACT, honour="MODEL_WORKER", rank=HonourRank.CITY, granted_on=date(2026, 5, 1))
SANCTION = RecordFact(fact=FACT, kind=GradeFactKind.DISCIPLINE, word="DEMERIT", effective=date(2026, 5, 1))
RICH = replace(
    TERMS,
    honours=(HonourCredit(honour="MODEL_WORKER", least_rank=HonourRank.CITY, grades=1),),
    discipline=(DisciplinePenalty(sanction="DEMERIT", grades=1, months=12),),
    results=(ResultEffect(result="EXCELLENT", early_after=2, early_months=12), ResultEffect(result="FAIL", grades_down=1)),
    promotion_keeps=True,
)  # fmt: skip


def under(terms: SchemeTerms, day: date, *history: Any) -> Any:
    spec = on(GRADE, day, *history)
    scheme = PublishedScheme(code="RICH", version=1, terms=terms)
    return replace(spec, facts=replace(spec.facts, policies=replace(POLICIES, schemes=always(scheme))))


def test_a_degree_is_counted_and_proposed_from_its_month() -> None:
    counted, proposed = on(GRADE, DAY, OPENED, held()).when(DEGREE).then_events()
    assert isinstance(counted, GradeFactCounted)
    assert summary(proposed) == (Trigger.DEGREE, 3, date(2026, 7, 1))
    assert (proposed.caused_by, proposed.from_grade) == (FACT, 2)
    on(GRADE, DAY, OPENED, held(), counted, proposed).when(DEGREE).then()


def test_the_same_id_with_another_content_is_no_record_but_a_correction() -> None:
    history = (OPENED, held(), *on(GRADE, DAY, OPENED, held()).when(DEGREE).then_events())
    on(GRADE, DAY, *history).when(replace(DEGREE, word="DOCTOR")).then_rejected("grade-facts.recorded-differently")
    correct = CorrectFact(
        fact=FACT, word="DOCTOR", effective=date(2026, 9, 1), papers=EducationPapers.BOTH, reason="录入错误"
    )
    corrected, dropped, proposed = on(GRADE, DAY, *history).when(correct).then_events()
    assert isinstance(corrected, GradeFactCorrected)
    assert isinstance(dropped, GradeDropped)
    assert summary(proposed) == (Trigger.DEGREE, 4, date(2026, 9, 1))
    on(GRADE, DAY, *history).when(replace(correct, reason=" ")).then_rejected("grade-facts.reason")
    on(GRADE, DAY, *history).when(replace(correct, fact=UUID(int=91))).then_rejected("grade-facts.unknown")


def test_what_never_was_takes_its_open_proposal_with_it() -> None:
    history = (OPENED, held(), *on(GRADE, DAY, OPENED, held()).when(DEGREE).then_events())
    annulled, dropped = on(GRADE, DAY, *history).when(AnnulFact(fact=FACT, reason="学历不实")).then_events()
    assert isinstance(annulled, GradeFactAnnulled)
    assert dropped.fate is Fate.OVERTAKEN
    after = (*history, annulled, dropped)
    on(GRADE, DAY, *after).when(AnnulFact(fact=FACT, reason="学历不实")).then()
    on(GRADE, DAY, *after).when(DEGREE).then_rejected("grade-facts.annulled")
    on(GRADE, DAY, *history).when(AnnulFact(fact=FACT, reason="")).then_rejected("grade-facts.reason")


def test_what_the_hire_said_of_the_education_is_corrected_like_any_fact() -> None:
    id = opening_fact(people.WORKER, GradeFactKind.EDUCATION)
    college = CorrectFact(
        fact=id, word="COLLEGE", effective=OPENED.effective, papers=EducationPapers.BOTH, reason="核对学历"
    )
    _, proposed = on(GRADE, DAY, OPENED, held()).when(college).then_events()
    assert summary(proposed) == (Trigger.DEGREE, 1, OPENED.effective)


def test_what_has_a_source_of_its_own_is_corrected_there() -> None:
    by_hand = replace(DEGREE, kind=GradeFactKind.CERTIFICATE, word="SENIOR")
    on(GRADE, DAY, OPENED).when(by_hand).then_rejected("grade-facts.heard-elsewhere")
    honour = replace(DEGREE, kind=GradeFactKind.HONOUR, word="MODEL_WORKER")
    on(GRADE, DAY, OPENED).when(honour).then_rejected("grade-facts.heard-elsewhere")
    count = CountCertificate(fact=UUID(int=70), certificate=Certificate.SENIOR, registered_on=date(2026, 9, 20))
    history = (OPENED, held(), *on(GRADE, DAY, OPENED, held()).when(count).then_events())
    wrong = AnnulFact(fact=UUID(int=70), reason="x")
    on(GRADE, DAY, *history).when(wrong).then_rejected("grade-facts.heard-elsewhere")
    _, dropped = on(GRADE, DAY, *history).when(replace(wrong, source=GradeFactKind.CERTIFICATE)).then_events()
    assert isinstance(dropped, GradeDropped)
    elsewhere = AnnulFact(fact=UUID(int=99), reason="x", source=GradeFactKind.POST)
    on(GRADE, DAY, *history).when(elsewhere).then()


def test_nonsense_is_refused() -> None:
    given_ = on(GRADE, DAY, OPENED, held())
    for wrong, code in (
        (replace(DEGREE, effective=date(2028, 1, 1)), "grade-facts.future"),
        (replace(DEGREE, until=date(2026, 6, 30)), "grade-facts.until"),
        (replace(DEGREE, word="PRIMARY"), "grade-facts.word"), (replace(DEGREE, papers=None), "grade-facts.word"),
        (replace(SANCTION, word=" "), "grade-facts.word"),
        (RecordFact(fact=FACT, kind=GradeFactKind.POST, word="BOSS", effective=DAY), "grade-facts.word"),
    ):  # fmt: skip
        given_.when(wrong).then_rejected(code)
    on(GRADE, DAY).when(DEGREE).then_rejected("grade-facts.not-graded")


def test_an_honour_counts_once_for_its_kind_and_only_from_the_rank_up() -> None:
    counted, proposed = under(RICH, DAY, OPENED, held()).when(HONOUR).then_events()
    assert summary(proposed) == (Trigger.HONOUR, 3, date(2026, 5, 1))
    second = replace(HONOUR, fact=UUID(int=91), granted_on=date(2026, 10, 1))
    (again,) = under(RICH, DAY, OPENED, held(), counted, proposed).when(second).then_events()
    assert isinstance(again, GradeFactCounted)
    (lower,) = under(RICH, DAY, OPENED, held()).when(replace(HONOUR, rank=HonourRank.COUNTY)).then_events()
    assert isinstance(lower, GradeFactCounted)


def test_a_sanction_lowers_for_its_months_and_the_grade_comes_back_by_itself() -> None:
    counted, down = under(RICH, DAY, OPENED, held()).when(SANCTION).then_events()
    assert summary(down) == (Trigger.DISCIPLINE, 1, date(2026, 5, 1))
    assert counted.next_step == date(2027, 5, 1)
    later = under(RICH, date(2027, 6, 2), OPENED, held(), counted, down)
    assert inputs_on(later.state().book, RICH, DAY).sanctions[0].sanction == "DEMERIT"
    (up,) = later.when(replace(SANCTION, fact=UUID(int=92), word="TALK", effective=date(2027, 5, 1))).then_events()[1:]
    assert summary(up) == (Trigger.DISCIPLINE, 2, date(2027, 5, 1))


def test_two_excellent_years_in_a_row_bring_the_next_grade_a_year_earlier() -> None:
    history: tuple[Any, ...] = (OPENED, held())
    for year in (2025, 2026):
        result = CountResult(year=year, result="EXCELLENT", effective=date(year + 1, 1, 1))
        history = (*history, *under(RICH, date(year + 1, 1, 1), *history).when(result).then_events())
    _, _, proposed = history[-3:]
    assert summary(proposed) == (Trigger.RESULT, 3, date(2027, 1, 1))


# Any order, the same grades

FACTS: tuple[Any, ...] = (
    DEGREE, replace(HONOUR, fact=UUID(int=93)), replace(SANCTION, fact=UUID(int=94), effective=date(2025, 11, 3)),
    CountCertificate(fact=UUID(int=70), certificate=Certificate.SENIOR, registered_on=date(2025, 9, 20)),
    HoldPost(appointment_id=UUID(int=80), post_category="CHIEF", since=date(2025, 3, 15)),
    HoldPost(appointment_id=UUID(int=81), post_category="DEPUTY", since=date(2024, 9, 1)),
    CountResult(year=2024, result="FAIL", effective=date(2028, 2, 1)),
    CountYears(ledger_version=3, months=40, since=date(2026, 2, 1)),
    CountYears(ledger_version=2, months=80, since=date(2025, 2, 1)),
)  # fmt: skip


def told(commands: Any) -> Any:
    today = date(2028, 2, 1)
    history: tuple[Any, ...] = under(RICH, today).when(OPEN).then_events()
    for command in commands:
        history = (*history, *under(RICH, today, *history).when(command).then_events())
    return under(RICH, today, *history).state()


def grades(grading: Any) -> list[tuple[date, Any]]:
    """The grade on every day on which it changes."""
    found = [(entry.effective, grading.foreseen.on(entry.effective)) for entry in grading.foreseen.entries]
    first = found[:1]
    return first + [after for before, after in pairwise(found) if after[1] != before[1]]


SORTED = told(FACTS)


@settings(max_examples=40, deadline=None)
@given(st.permutations(FACTS), st.lists(st.sampled_from(FACTS), max_size=3))
def test_facts_in_any_order_and_told_twice_give_the_same_grades(order: list[Any], again: list[Any]) -> None:
    other = told([*order, *(c for c in again if not isinstance(c, RecordFact))])
    assert other.book == SORTED.book
    assert grades(other) == grades(SORTED)


def test_every_day_has_the_grade_that_the_formula_gives() -> None:
    day = OPEN.starts.replace(month=7, day=1)
    while day <= date(2028, 2, 1):
        at = derive(RICH, inputs_on(SORTED.book, RICH, day), day)
        held_on = SORTED.foreseen.on(day)
        assert (held_on.post_category, held_on.grade) == (at.post_category, at.grade), day
        day = (day + timedelta(days=32)).replace(day=1)
