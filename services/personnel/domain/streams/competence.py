"""Occupational standards, tables of equivalence, and what levels a person has."""

from typing import get_args

from services.personnel.domain import competence, competence_events, competence_standards
from services.personnel.domain.competence import CompetenceCommand
from services.personnel.domain.competence_events import Competence, CompetenceEvent
from services.personnel.domain.competence_standards import (
    EquivalenceIssued,
    EquivalenceTable,
    IssueEquivalence,
    IssueStandard,
    Standard,
    StandardIssued,
)
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Stream, its_own_subject

COMPETENCE_STANDARD: Stream[Standard, IssueStandard, StandardIssued, Policies] = Stream(
    type="competence_standard",
    decider=Decider(initial=Standard(), decide=competence_standards.issue, evolve=competence_standards.issued),
    events=(StandardIssued,), region_of=home,
)  # fmt: skip
EQUIVALENCE: Stream[EquivalenceTable, IssueEquivalence, EquivalenceIssued, Policies] = Stream(
    type="equivalence",
    decider=Decider(
        initial=EquivalenceTable(), decide=competence_standards.issue_table, evolve=competence_standards.issued_table
    ),
    events=(EquivalenceIssued,), region_of=home,
)  # fmt: skip
COMPETENCE: Stream[Competence, CompetenceCommand, CompetenceEvent, Policies] = Stream(
    type="competence", decider=Decider(initial=Competence(), decide=competence.decide, evolve=competence_events.evolve),
    events=get_args(CompetenceEvent), region_of=home, subject_of=its_own_subject,
)  # fmt: skip
