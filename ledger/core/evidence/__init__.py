"""What shows that a service was right and was paid rightly: the list for each reason, and how a case stands to it."""
