"""What training tells."""
