"""Everybody's applications."""
