"""Long work of assessment: a whole county's results at once."""
