"""What kinds of leave there are, and the form in which their rules are kept as policy data (domain reference 3.8)."""

from datetime import date
from enum import StrEnum

from shared.kernel import record


class LeaveKind(StrEnum):
    """年休假、婚假、丧假、产假、流产假、陪产假、育儿假、独生子女护理假、哺乳时间、病假、工伤、事假、公假."""

    ANNUAL = "ANNUAL"
    MARRIAGE = "MARRIAGE"
    BEREAVEMENT = "BEREAVEMENT"
    MATERNITY = "MATERNITY"
    MISCARRIAGE = "MISCARRIAGE"
    PATERNITY = "PATERNITY"
    PARENTAL = "PARENTAL"
    ELDERLY_CARE = "ELDERLY_CARE"
    NURSING = "NURSING"
    SICK = "SICK"
    WORK_INJURY = "WORK_INJURY"
    PERSONAL = "PERSONAL"
    PUBLIC_DUTY = "PUBLIC_DUTY"


class LeaveCount(StrEnum):
    """In working days (holidays and days of rest are no leave), in calendar days, or in none: an hour a day, at work."""

    WORKING = "WORKING"
    CALENDAR = "CALENDAR"
    HOURS = "HOURS"


class LeavePer(StrEnum):
    """The most days hold for each occasion, or for a calendar year."""

    OCCASION = "OCCASION"
    YEAR = "YEAR"


class LeavePay(StrEnum):
    """What the days mean for pay, and all that pay is told of them: as at work, sick pay, maternity insurance, nothing."""

    PAID = "PAID"
    SICK = "SICK"
    INSURED = "INSURED"
    UNPAID = "UNPAID"


@record
class LeaveRule:
    """`days` is the most for an occasion or a year; none where another table says it, or nothing does."""

    kind: LeaveKind
    count: LeaveCount
    per: LeavePer
    days: int | None
    pay: LeavePay


@record
class MaternityTerms:
    """Days: for a birth, a difficult one, each child more, what the province adds; for a miscarriage before and from the
    fourth month.
    """

    birth: int
    difficult: int
    each_more_child: int
    province_adds: int
    miscarriage: int
    late_miscarriage: int


@record
class AnnualStep:
    """From so many full working years in all so many days a year; none in a year with so many days of sick leave."""

    years: int
    days: int
    sick_days: int


@record
class MedicalStep:
    """医疗期: from so many working years in all and so many with the employer, so many months within a window of months."""

    years: int
    here: int
    months: int
    within: int


@record
class HolidayYear:
    """A year's days off by law, further days off and the days of rest worked instead, as the yearly notice says."""

    statutory: tuple[date, ...]
    rest: tuple[date, ...]
    make_up: tuple[date, ...]
