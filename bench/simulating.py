"""A draft standard over a province's workforce: a hundred thousand people, twelve months, by the engine that pays."""

from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Final
from uuid import UUID

from bench.figures import Figure
from bench.servers import Ground
from services.payroll.domain.cohort import Cohort, Version
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.pay_standard import GradePay, PayTerms
from services.payroll.domain.people import Person
from services.payroll.domain.policies import Policies
from services.payroll.domain.projected_cost import project
from services.payroll.operations.pay_run import collector_resting
from services.payroll.service import SERVICE
from shared.kernel import Month, Region
from shared.policies import PolicyBook

KEYS: Final = ("whatif_100k_12m",)
COUNTY: Final = Region("51/01/07/_/_")
STREET: Final = Region("51/01/07/017/_")
NOBODY: Final = UUID(int=0)
MONTHS: Final = 12


def terms(base_fen: int) -> PayTerms:
    grades = tuple(GradePay(grade=g, monthly_fen=base_fen + 17_000 * (g - 1)) for g in range(1, 19))
    return PayTerms(grades=grades, basic_share_ppm=800_000, factors=(), allowances=())


def person(random: Random, n: int) -> Person:
    """Hired in one of sixty months, in one of twelve grades, judged, half of them certified, everybody on a base of his own."""
    hired, worker = date(2020 + random.randrange(5), 1 + random.randrange(12), 1), UUID(int=n)
    facts = [
        Fact(1, FactKind.ENROLLED, worker, hired, NOBODY, since=hired, region=STREET),
        Fact(2, FactKind.GRADE, UUID(int=1), hired, NOBODY, number=1 + random.randrange(12)),
        Fact(3, FactKind.RESULT, UUID(int=2), date(2026, 1, 1), NOBODY, word=random.choice(("GOOD", "QUALIFIED"))),
        Fact(
            4,
            FactKind.INSURANCE_BASE,
            UUID(int=3),
            date(2025, 7, 1),
            NOBODY,
            number=300_000 + random.randrange(400_000),
        ),
    ]
    if random.random() < 0.5:
        facts.append(Fact(5, FactKind.CERTIFICATE, UUID(int=4), date(2021, 3, 1), NOBODY, word="ASSISTANT"))
    return Person(worker_id=worker, facts=tuple(facts))


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """Seconds from everybody's facts to the whole table; reading them is not in it."""
    people, month = 10_000 if ground.quick else 100_000, Month(year=2026, month=1)
    random = Random(1)
    book: PolicyBook[Policies] = PolicyBook.load(Policies, Path(SERVICE.folder) / "policies")
    cohort = Cohort(
        run_id=NOBODY, unit=COUNTY, county=COUNTY, month=month, pay_day=month.last, known_at=9, policies=book.of(COUNTY),
        versions=(Version(1, date(2020, 1, 1), "published", terms(340_000)),),
        people=tuple(person(random, n) for n in range(1, people + 1)), paid={}, year={},
    )  # fmt: skip
    figure = Figure(KEYS[0], f"s, {people:,} people", 2 * people / 100_000, at_most=True, by_value=True)
    for _ in range(ground.rounds):
        with collector_resting():
            began = perf_counter()
            found = project(cohort, Version(9, date(2026, 4, 1), "draft", terms(350_000)), MONTHS)
            figure.values.append(perf_counter() - began)
        if found.total.winners != people:
            raise RuntimeError(f"{found.total.winners} of {people} people earn more")
    return [figure]
