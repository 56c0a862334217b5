"""`python -m services.assessment web|follow|relay|listen|timer|work|seal|all`."""

from services.assessment.service import SERVICE
from shared.process import main

main(SERVICE)
