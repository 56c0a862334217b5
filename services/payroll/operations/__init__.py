"""Long work of payroll: the pay run."""
