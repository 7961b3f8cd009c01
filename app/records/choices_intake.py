"""What is said in an intake conversation: source, wishes, obstacles, offer; codes and labels."""

from __future__ import annotations

from app.records.choice_list import ChoiceList, choice_list

INTAKE_LISTS: tuple[ChoiceList, ...] = (
    choice_list(
        "intake.source",
        {
            "own": "own talk",
            "school_form": "school mapping form",
            "brik": "BRIK with consent",
            "contact_officer": "contact officer",
            "transfer_file": "file from former place",
        },
        fixed=True,
        other=True,
    ),
    choice_list(
        "intake.informed",
        {
            "spoken": "spoken",
            "leaflet": "sheet handed out",
            "poster": "poster shown",
            "not_yet": "not yet",
        },
        other=True,
    ),
    choice_list(
        "intake.wish",
        {
            "finish_upper": "finish upper secondary",
            "trade": "trade certificate",
            "study": "higher education",
            "voc_college": "vocational college",
            "norwegian": "learn Norwegian",
            "primary": "primary level",
            "course": "course/certificate",
            "job": "job",
            "own_business": "own business",
            "cv": "CV",
            "unsure": "unsure",
            "nothing_now": "not now",
        },
        other=True,
    ),
    choice_list(
        "intake.obstacle",
        {
            "police_certificate": "police certificate to be checked",
            "documents": "papers missing",
            "housing": "housing",
            "licence": "driving licence",
            "eid": "no electronic ID",
            "none_known": "none known",
        },
        other=True,
    ),
    choice_list(
        "intake.offer",
        {
            "not_yet": "not offered yet",
            "offered": "talk offered",
            "accepted": "accepted",
            "declined": "declined",
            "later": "later",
        },
        fixed=True,
    ),
)
