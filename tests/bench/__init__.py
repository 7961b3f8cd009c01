"""Ratios measured in one run: python3 dev.py bench."""
