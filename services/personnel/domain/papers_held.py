"""Which certificates a person held from when until when: the highest of a day counts, in whatever order they came to be known."""

from dataclasses import replace
from datetime import date

from services.personnel.domain.scheme_terms import Certificate, highest_certificate
from shared.kernel import Span, record


@record
class PaperHeld:
    """`last_day` is the last day on which it counted, if it ran out or was revoked."""

    level: Certificate
    since: date
    last_day: date | None = None


PapersHeld = tuple[PaperHeld, ...]


def received(papers: PapersHeld, level: Certificate, since: date) -> PapersHeld:
    return (*papers, PaperHeld(level=level, since=since))


def ended(papers: PapersHeld, level: Certificate, last_day: date) -> PapersHeld:
    """What counts of the level ends with the day; what had not begun by it never was."""
    over = (
        replace(paper, last_day=last_day) if paper.level is level and paper.last_day is None else paper
        for paper in papers
    )
    return tuple(paper for paper in over if paper.last_day is None or paper.since <= paper.last_day)


def highest(papers: PapersHeld, day: date) -> Certificate | None:
    held = [paper.level for paper in papers if Span(first=paper.since, last=paper.last_day).covers(day)]
    return highest_certificate(held)
