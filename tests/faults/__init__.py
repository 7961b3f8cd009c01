"""Harnesses that hurt the store: kills, flipped bits, full disks, and a search for plain text left behind."""
