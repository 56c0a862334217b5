"""What payroll tells."""
