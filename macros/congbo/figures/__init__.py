"""Figures: what the records say on a day or in a period: states, conditions, indicators, comparisons."""
