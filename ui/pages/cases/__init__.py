"""Whose a case is: sharing, handing over, standing in, emergency opening, and the page of a colleague's person."""
