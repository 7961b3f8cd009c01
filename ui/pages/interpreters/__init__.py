"""Interpreters: the order of one session as a sheet, and all that are coming as a page."""
