"""What the prison week is made of: requests, hours, interpreters, partners, reminders; codes and labels."""

from __future__ import annotations

from app.records.choice_list import ChoiceList, choice_list

WEEK_LISTS: tuple[ChoiceList, ...] = (
    choice_list(
        "request.source",
        {
            "self": "the inmate",
            "contact_officer": "contact officer",
            "teacher": "teacher",
            "nav": "Nav",
            "cancelled": "back from a cancelled session",
        },
        other=True,
        fixed=True,
    ),
    choice_list(
        "request.state",
        {
            "open": "waiting",
            "booked": "booked",
            "answered": "answered",
            "declined": "declined",
            "left": "has left",
        },
        fixed=True,
    ),
    choice_list(
        "timetable.weekday",
        {
            "mon": "Monday",
            "tue": "Tuesday",
            "wed": "Wednesday",
            "thu": "Thursday",
            "fri": "Friday",
            "sat": "Saturday",
            "sun": "Sunday",
        },
        fixed=True,
    ),
    choice_list(
        "timetable.kind",
        {
            "guidance": "guidance",
            "teaching": "own teaching",
            "lockup": "lock-up",
            "meeting": "meeting",
        },
        fixed=True,
    ),
    choice_list(
        "moved.by",
        {
            "inmate": "the inmate",
            "school": "the school",
            "prison": "the prison",
        },
        fixed=True,
    ),
    choice_list(
        "interpreter.kind",
        {
            "room": "in the room",
            "phone": "by telephone",
            "screen": "on a screen",
        },
        fixed=True,
    ),
    choice_list(
        "interpreter.state",
        {
            "wanted": "not ordered yet",
            "ordered": "ordered, not confirmed",
            "confirmed": "confirmed",
            "cancelled": "cancelled",
        },
        fixed=True,
    ),
    choice_list(
        "interpreter.cancelled_by",
        {
            "interpreter": "the interpreter",
            "agency": "the interpreting service",
            "inmate": "the inmate",
            "school": "the school",
            "prison": "the prison",
        },
        fixed=True,
    ),
    choice_list(
        "partner.type",
        {
            "nav_prison": "Nav counsellor in prison",
            "nav_local": "local Nav office",
            "reentry": "re-entry co-ordinator",
            "prison_management": "prison management",
            "arbeidsdrift": "prison work",
            "contact_officers": "contact officers",
            "social": "social worker",
            "career_centre": "career centre",
            "home_school": "main school",
            "next_school": "next prison school",
            "adult_ed": "adult education",
            "county": "county council",
            "university": "university (college)",
            "voc_college": "vocational college",
            "training_office": "training office",
            "employer": "employer",
            "union": "trade union",
            "ngo": "voluntary organisation",
            "library": "library",
            "probation": "probation office",
        },
        other=True,
    ),
    choice_list(
        "reminder.rule",
        {
            "interpreter": "interpreter not confirmed",
            "papers": "papers missing before a deadline",
            "deadline": "application deadline",
            "overdue": "step overdue",
            "later": "said “later”: ask again",
            "release": "near release, no plan",
            "review": "review of the plan due",
            "referral": "referral not answered",
            "unseen": "no session for a long time",
            "text_changed": "text of a paper on the wall changed",
            "action": "action from the checklist overdue",
            "agreement": "agreement to be reviewed",
            "checklist": "new round of the checklist",
            "retention": "deletion proposed",
        },
        fixed=True,
    ),
    choice_list(
        "reminder.state",
        {
            "snoozed": "put off",
            "done": "done",
            "step": "made into a step",
        },
        fixed=True,
    ),
)
