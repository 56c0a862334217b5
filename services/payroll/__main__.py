"""`python -m services.payroll web|follow|relay|listen|timer|work|seal|all`."""

from services.payroll.service import SERVICE
from shared.process import main

main(SERVICE)
