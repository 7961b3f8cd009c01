"""Periods of the statistics: which are closed, and closing one."""
