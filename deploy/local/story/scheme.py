"""The rules that the story's county publishes: the demonstration scheme DEMO-18, its pay, its assessment."""

from typing import Any, Final

import msgspec

from services.personnel.domain.scheme_terms import (
    Certificate,
    CertificateCredit,
    Education,
    EducationCredit,
    GradeRange,
    PostCategory,
    SchemeTerms,
    Stacking,
    TakesEffect,
)

SCHEME: Final = SchemeTerms(
    ranges=(
        GradeRange(post_category=PostCategory.CHIEF, lowest=7, highest=18),
        GradeRange(post_category=PostCategory.DEPUTY, lowest=4, highest=15),
        GradeRange(post_category=PostCategory.STAFF, lowest=1, highest=12),
    ),
    years_per_grade=3,
    education=(
        EducationCredit(education=Education.BACHELOR, grades=1),
        EducationCredit(education=Education.MASTER, grades=2),
        EducationCredit(education=Education.DOCTOR, grades=3),
    ),
    certificate=(
        CertificateCredit(certificate=Certificate.ASSISTANT, grades=1),
        CertificateCredit(certificate=Certificate.SOCIAL_WORKER, grades=2),
        CertificateCredit(certificate=Certificate.SENIOR, grades=3),
    ),
    stacking=Stacking.MAX,
    uncounted_results=("FAIL",),
    takes_effect=TakesEffect.NEXT_MONTH,
)


PAPERS: Final = frozenset({"means", "document", "article", "source"})
"""What a published body says on top of its terms: a draft that is only tried has none of them."""


def scheme_body(region: str, terms: SchemeTerms = SCHEME) -> dict[str, Any]:
    """The same as a request body."""
    return {
        "region": region, "code": "DEMO-18", "effective": "2020-01-01", "document": "武社工〔2020〕1号",
        "article": "第三条", "means": "社区工作者岗位等级序列：三岗十八级", "terms": msgspec.to_builtins(terms),
    }  # fmt: skip


def standard_body(county: str) -> dict[str, Any]:
    """3,400 yuan and 170 more for each grade; 80 % basic; a failed year pays no performance part."""
    return {
        "county": county, "effective": "2020-01-01", "document": "武社工〔2020〕2号",
        "article": "第二条", "means": "社区工作者各等级月薪酬标准、构成与考核系数",
        "source": "demonstration values, close to Benxi's base and Hohhot's step",
        "grades": [{"grade": g, "monthly": f"{3_400 + 170 * (g - 1)}.00"} for g in range(1, 19)],
        "basic_share_ppm": 800_000,
        "factors": [
            {"result": "EXCELLENT", "factor_ppm": 1_200_000}, {"result": "GOOD", "factor_ppm": 1_100_000},
            {"result": "QUALIFIED", "factor_ppm": 1_000_000}, {"result": "BASIC", "factor_ppm": 800_000},
            {"result": "FAIL", "factor_ppm": 0},
        ],
        "allowances": [
            {"level": "ASSISTANT", "monthly": "200.00"}, {"level": "SOCIAL_WORKER", "monthly": "300.00"},
            {"level": "SENIOR", "monthly": "500.00"},
        ],
    }  # fmt: skip


def assessment_body(county: str, year: int) -> dict[str, Any]:
    """Three heads, five outcomes, at most a fifth excellent."""
    return {
        "county": county, "year": year,
        "terms": {
            "weights": [
                {"head": "POLITICAL_QUALITY", "points": 30}, {"head": "WORK_RESULTS", "points": 40},
                {"head": "RESIDENT_SATISFACTION", "points": 30},
            ],
            "bands": [
                {"outcome": "EXCELLENT", "at_least": 9_000}, {"outcome": "GOOD", "at_least": 8_000},
                {"outcome": "QUALIFIED", "at_least": 6_000}, {"outcome": "BASIC", "at_least": 5_000},
                {"outcome": "FAIL", "at_least": 0},
            ],
            "excellent_quota_ppm": 200_000, "counting": ["EXCELLENT", "GOOD", "QUALIFIED", "BASIC"],
        },
    }  # fmt: skip
