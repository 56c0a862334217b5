"""What assessment tells."""
