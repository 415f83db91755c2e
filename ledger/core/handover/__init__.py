"""What counsel is handed: a memo, what happened in its order, claims, money, correspondence, and what is not there."""
