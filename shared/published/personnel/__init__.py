"""What personnel tells."""
