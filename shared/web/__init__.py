"""What stands between HTTP and a command: rights, problems, receipts, pages."""
