"""The privacy notice: who is responsible, why something is kept, who reads it, how long, and rights (GDPR articles 13–21).

What is written down, secrecy, consent and the rights that rights.py has already are said with its words.
"""

from __future__ import annotations

PRIVACY: dict[str, str] = {
    "privacy_title": "How we take care of what we know about you",
    "privacy_who": "{controller} is responsible for what is kept about you.",
    "privacy_officer": "The data protection officer answers questions about your rights: {officer}.",
    "privacy_why": "We use what we write down to give you guidance about school and work.",
    "privacy_basis": (
        "Guidance is a public task under the law. That is why we may take notes without your consent. "
        "Talking with us is still your own choice."
    ),
    "privacy_locked": "Everything lies locked on a computer without the internet.",
    "privacy_readers": (
        "Your counsellor reads the notes. Somebody else at the school may read them when your counsellor "
        "shares them, is away or has left, or in an emergency. It is recorded each time."
    ),
    "privacy_seen": "You can ask when your notes were opened and for what.",
    "privacy_archive": "The law may demand that some of it is kept in a public archive.",
    "privacy_months": "Months from the day you leave until we go through the notes: {months}",
    "privacy_restrict": (
        "You can ask us to keep the notes closed, so that nobody uses them while we find out what is right."
    ),
    "privacy_object": "You can object to our keeping things about you. Then we must consider it and answer you.",
    "privacy_answer": "It costs nothing to ask. You normally get an answer within a month.",
    "privacy_minor": "If you are under 18, the person who represents you can ask for you.",
}
