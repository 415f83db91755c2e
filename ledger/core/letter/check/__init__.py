"""What a written letter is held against: words, gaps, persons, exhibits, sums, the law and the case."""
