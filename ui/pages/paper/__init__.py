"""Paper: posters for the walls, sheets for the hand, pages for the counsellor."""
