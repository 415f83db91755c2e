"""Law as values: rules, regimes, calendars, and which of them governs a claim."""
