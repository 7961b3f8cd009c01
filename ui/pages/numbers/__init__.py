"""Numbers: a period counted, each measure with its picture and what it counts."""
