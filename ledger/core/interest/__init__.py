"""Interest on a debt by day: what is charged when, what is owed, and what it costs to pay later."""
