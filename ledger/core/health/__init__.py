"""What is asked of one copy of a ledger and of the computer it lies on, judged from facts alone."""
