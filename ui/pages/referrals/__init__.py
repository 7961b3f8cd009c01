"""Referrals: who was asked, who has not answered yet."""
