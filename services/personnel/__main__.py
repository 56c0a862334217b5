"""`python -m services.personnel web|follow|relay|listen|timer|work|seal|all`."""

from services.personnel.service import SERVICE
from shared.process import main

main(SERVICE)
