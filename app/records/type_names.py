"""What a record of each type is called, for whoever reads of records of all types: the log, the annex, a search."""

from __future__ import annotations

from app.base.languages import N_

TYPE_NAMES = {
    "person": N_("Person"),
    "intake": N_("Intake conversation"),
    "session": N_("Session"),
    "attendance": N_("Attendance"),
    "interpreter": N_("Order for an interpreter"),
    "series": N_("Series"),
    "request": N_("Request for a talk"),
    "arrival": N_("Arrival"),
    "step": N_("Step"),
    "referral": N_("Referral"),
    "release": N_("Release from secrecy"),
    "sheet": N_("Sheet handed out"),
    "disclosure": N_("Disclosure"),
    "checklist_round": N_("Round of the checklist"),
    "checklist_answer": N_("Answer in the checklist"),
    "reminder": N_("Reminder"),
    "movement_print": N_("Movement list handed out"),
    "sheet_line": N_("Text of a sheet"),
    "language_state": N_("State of a language"),
    "hanging": N_("Poster on the wall"),
    "timetable": N_("The school’s hours"),
    "timetable_slot": N_("Hour of the school"),
    "closed_day": N_("Closed day"),
    "ward": N_("Ward"),
    "room": N_("Room"),
    "officer": N_("Contact officer"),
    "partner": N_("Partner"),
    "contact": N_("Contact person"),
    "prison": N_("Prison"),
    "deadline": N_("Deadline"),
}
