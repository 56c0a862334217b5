"""What has to be known of a person before it is reckoned when he retires: sex and birth month, the employment, the post now."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from services.personnel.domain.grading import Grading
from services.personnel.domain.retirement_notice import ReckonRetirement
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.service_periods import Seniority
from services.personnel.domain.streams import EMPLOYMENT, GRADE, SENIORITY, WORKER
from services.personnel.domain.worker import Worker
from shared.kernel import Send


def look(worker_id: UUID) -> Send[Any]:
    """At the running employment; nothing follows where there is none."""
    return Send(stream=WORKER, to=worker_id, command=None, then=partial(_known, worker_id))


def _known(worker_id: UUID, worker: Worker) -> Iterator[Send[Any]]:
    yield Send(stream=SENIORITY, to=worker_id, command=None, then=partial(_served, worker_id, worker))


def _served(worker_id: UUID, worker: Worker, ledger: Seniority) -> Iterator[Send[Any]]:
    for running in [each.period_id for each in ledger.periods if each.ends is None][-1:]:
        yield Send(stream=GRADE, to=worker_id, command=None, then=partial(_graded, worker, running))


def _graded(worker: Worker, employment_id: UUID, grading: Grading) -> Iterator[Send[Any]]:
    """A scheme's own category says nothing of the class; neither does a grade of which there is none."""
    held = grading.held.entries[-1].value.post_category if grading.held.entries else ""
    post = PostCategory(held) if held in list(PostCategory) else None
    asked = ReckonRetirement(sex=worker.sex, birth_month=worker.birth_month, post_category=post)
    yield Send(stream=EMPLOYMENT, to=employment_id, command=asked)
