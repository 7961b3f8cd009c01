"""What is written down, secrecy with its exceptions, rights, and consent to sharing (domain.md 5.4, 10.1).

A wrong sentence here harms: in a language that nobody has approved these stand beside the Norwegian and never alone.
"""

from __future__ import annotations

RIGHTS: dict[str, str] = {
    "notes_title": "What we write down, and your rights",
    "notes_choice": "Talking with us is your own choice. You can say no, and you can stop.",
    "notes_written": (
        "We write down when we talked, what it was about, what you want, what you can do, and the "
        "steps we agree on."
    ),
    "notes_not_written": (
        "We do not ask about your case, your sentence or illness, and we do not write such things down."
    ),
    "notes_kept": (
        "The notes are kept locked at the school. The prison does not get them, unless you say yes "
        "or the law demands it."
    ),
    "notes_how_long": "We keep the notes no longer than we need them or the law demands.",
    "secrecy_duty": (
        "We who work at the school have a duty of confidentiality. We must not pass on what you tell "
        "us about yourself."
    ),
    "secrecy_exceptions": (
        "The law has exceptions. We must speak up where it is needed to prevent a serious crime, "
        "where a life is in danger, or where a child suffers serious harm."
    ),
    "secrecy_ask": "The prison has security rules too. If you are unsure, ask us before you tell.",
    "rights_see": "You have the right to see what is written about you and to get a copy.",
    "rights_correct": "If something is wrong, you can ask us to correct it.",
    "rights_delete": "You can ask us to delete what we do not have to keep.",
    "rights_complain": "You can complain to Datatilsynet, the Norwegian data protection authority.",
    "notes_told": "I have got this sheet and have been told what it says.",
    "consent_title": "May we talk with others about you?",
    "consent_intro": "We talk with others about you only if you say yes, or if the law demands it.",
    "consent_choose": "You decide with whom and about what. You can say yes to one and no to another.",
    "consent_no_loss": "You can say no to all. You get guidance all the same.",
    "consent_withdraw": (
        "You can take back your yes at any time, without saying why. Then we share no more. What has "
        "been shared already cannot be undone."
    ),
    "consent_with": "The counsellor may talk with",
    "consent_career_centre": "A career centre outside the prison",
    "consent_next_school": "The school in the next prison",
    "consent_employer": "An employer or a place of training",
    "consent_someone": "Somebody else. Who?",
    "consent_after": "The counsellor may contact me after release",
    "consent_later": "I will answer later",
    "consent_about": "What we may talk about",
    "consent_until": "My yes is valid until",
}
