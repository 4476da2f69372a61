"""Reports: a written page read as data, what its macros answer, and the seal that holds what it said."""
