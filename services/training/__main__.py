"""`python -m services.training web|follow|relay|listen|timer|work|seal|all`."""

from services.training.service import SERVICE
from shared.process import main

main(SERVICE)
