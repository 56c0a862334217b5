"""The rules that the story's county publishes: the demonstration scheme DEMO-18 (domain.md 2.5)."""

from typing import Any, Final

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


def scheme_body(region: str) -> dict[str, Any]:
    """The same as a request body."""
    return {
        "region": region, "code": "DEMO-18", "effective": "2020-01-01", "document": "武社工〔2020〕1号",
        "terms": {
            "ranges": [
                {"post_category": r.post_category.value, "lowest": r.lowest, "highest": r.highest}
                for r in SCHEME.ranges
            ],
            "years_per_grade": SCHEME.years_per_grade,
            "education": [{"education": c.education.value, "grades": c.grades} for c in SCHEME.education],
            "certificate": [{"certificate": c.certificate.value, "grades": c.grades} for c in SCHEME.certificate],
            "stacking": SCHEME.stacking.value,
            "uncounted_results": list(SCHEME.uncounted_results),
            "takes_effect": SCHEME.takes_effect.value,
        },
    }  # fmt: skip
