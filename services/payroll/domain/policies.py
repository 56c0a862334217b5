"""The dated rules this service asks for; their values live in ../policies/*/*.yaml. A county's own pay is its standard."""

from services.payroll.domain.formulas.attendance import OvertimeRates, SickPayStep
from services.payroll.domain.formulas.deductions import DeductionLimit
from services.payroll.domain.formulas.honours import HonourAward
from services.payroll.domain.formulas.income_tax import Bracket
from shared.kernel import Dated, record


@record
class Policies:
    """Rates in parts per million, amounts in fen a month. Insurance and fund rules are asked for on the month's first day."""

    paid_by_grade: Dated[tuple[str, ...]]
    takeover_after_days: Dated[int]
    withholding_agent: Dated[str]
    month_days_hundredths: Dated[int]
    certificate_months_later: Dated[int]
    education_months_later: Dated[int]
    factor_without_result_ppm: Dated[int]
    sick_pay_steps: Dated[tuple[SickPayStep, ...]]
    sick_pay_months: Dated[int]
    sick_relief_steps: Dated[tuple[SickPayStep, ...]]
    sick_pay_least_ppm: Dated[int]
    insured_leave_ppm: Dated[int]
    unused_leave_ppm: Dated[int]
    overtime_rates: Dated[OvertimeRates]
    insurance_registration_days: Dated[int]
    fund_registration_days: Dated[int]
    pension_employee_ppm: Dated[int]
    pension_employer_ppm: Dated[int]
    medical_employee_ppm: Dated[int]
    medical_employer_ppm: Dated[int]
    unemployment_employee_ppm: Dated[int]
    unemployment_employer_ppm: Dated[int]
    injury_employer_ppm: Dated[int]
    maternity_employer_ppm: Dated[int]
    insurance_floor_fen: Dated[int]
    insurance_cap_fen: Dated[int]
    fund_ppm: Dated[int]
    fund_floor_fen: Dated[int]
    fund_cap_fen: Dated[int]
    fund_in_yuan: Dated[bool]
    basic_deduction_fen: Dated[int]
    certificate_deduction_fen: Dated[int]
    tax_brackets: Dated[tuple[Bracket, ...]]
    bonus_brackets: Dated[tuple[Bracket, ...]]
    bonus_separate: Dated[bool]
    first_wage_from_january: Dated[bool]
    whole_year_income_fen: Dated[int]
    deductions_open_month: Dated[int]
    deduction_limits: Dated[tuple[DeductionLimit, ...]]
    local_average_wage_fen: Dated[int]
    final_pay_days: Dated[int]
    notice_wage_ppm: Dated[int]
    unwritten_contract_ppm: Dated[int]
    minimum_wage_fen: Dated[int]
    minimum_wage_after_contributions: Dated[bool]
    run_change_ppm: Dated[int]
    tax_declaration_day: Dated[int]
    damages_share_ppm: Dated[int]
    living_minimum_fen: Dated[int]
    fund_remittance_days: Dated[int]
    insurance_remittance_day: Dated[int]
    emergency_day_fen: Dated[int]
    emergency_person_cap_fen: Dated[int]
    honour_awards: Dated[tuple[HonourAward, ...]]
    honour_allowance_months_later: Dated[int]
    honour_exempt_from: Dated[str]
