"""Who may what where, and where a place lies today: heard of personnel by every service, read by its edge."""
