"""Retention: the county's decision, rules by kind, what they propose, cases that are restricted, and voided entries."""
