"""Events of pay standards as they were stored before, told in the words of today."""

from typing import Any


def published_before_articles(stored: dict[str, Any]) -> dict[str, Any]:
    """StandardPublished of version 3 as one of version 4: in which article it stood is not known."""
    return {**stored, "means": "", "article": "", "open_by": None}


def published_before_simulations(stored: dict[str, Any]) -> dict[str, Any]:
    """StandardPublished of version 1 as one of version 2."""
    return {**stored, "simulation": ""}


def terms_before_educations(stored: dict[str, Any]) -> dict[str, Any]:
    """StandardPublished of version 2, StandardSimulated of version 1, with terms that pay nothing by education."""
    return {**stored, "terms": {**stored["terms"], "educations": []}}


def case_before_educations(stored: dict[str, Any]) -> dict[str, Any]:
    """GoldenCaseEntered of version 1 as one of version 2."""
    return {**stored, "case": {**stored["case"], "education": ""}}
