"""The measures, each defined once: its table, what it counts in words, and how it is drawn (domain.md 4.5, ST1–ST13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.base.languages import N_, _
from app.records.choices import codes, label
from app.records.spoken import language_name
from app.statistics.measure import Measure
from app.store.questions.tallies import OFTEN

NOT_RECORDED = "not_recorded"
CALLED_OFF = ("cancelled_inmate", "cancelled_school", "cancelled_prison", "no_show", "moved", "transferred")


def _language(code: str) -> str:
    return language_name(code) if code else label("person.age_band", NOT_RECORDED)


def _often(code: str) -> str:
    return _("{count} or more", count=OFTEN) if code.endswith("_plus") else code


def _length(code: str) -> str:
    return {
        "lt30": _("Under 30 minutes"),
        "m30_44": _("30–44 minutes"),
        "m45_59": _("45–59 minutes"),
        "m60_plus": _("60 minutes or more"),
    }[code]


def _by_and_why(code: str) -> str:
    state, why = code.split(".")
    by = {"cancelled_inmate": "inmate", "cancelled_school": "school", "cancelled_prison": "prison"}
    return f"{label('interpreter.cancelled_by', by[state])}: {_why(why)}"


def _moved_by(code: str) -> str:
    by, why = code.split(".")
    return f"{label('moved.by', by)}: {_why(why)}"


def _why(why: str) -> str:
    return _("no reason written") if why == "not_said" else label("cancel.reason", why)


def _in_order(prefixes: Iterable[str], reasons: str) -> Callable[[Iterable[str]], list[str]]:
    """Codes of the form first.second by the order of the one and then of the other list."""
    first, second = list(prefixes), [*codes(reasons), "not_said"]

    def place(code: str) -> tuple[int, int, str]:
        one, other = code.split(".")
        known = second.index(other) if other in second else len(second)
        return (first.index(one) if one in first else len(first)), known, other

    return lambda found: sorted(found, key=place)


def _lengths(found: Iterable[str]) -> list[str]:
    known = ["lt30", "m30_44", "m45_59", "m60_plus"]
    return [code for code in known if code in set(found)]


def _kinds(code: str) -> str:
    return label("group.type", code) if code else label("person.age_band", NOT_RECORDED)


def _activity(code: str) -> str:
    return _("Neither school nor prison work") if code == "none" else label("person.activity", code)


AGE_NOTE = N_(
    "The career centres’ printed bands have a gap at exactly 20 years; here those are counted in 20–24, so that the rows "
    "add up."
)
_AS_NOW = N_("As it is written on the person now.")

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="form",
        measure="ST2",
        title=N_("Sessions held, by form"),
        definition=N_("Every session that was held, by its form."),
        count="form",
        choices="session.form",
    ),
    Measure(
        key="length",
        measure="ST2",
        title=N_("Individual conversations, by length"),
        definition=N_("Held sessions that are not groups, by the minutes written."),
        count="length",
        labels=_length,
        order=_lengths,
        whole="overview.individual_sessions",
    ),
    Measure(
        key="purpose",
        measure="ST2",
        title=N_("Sessions held, by purpose"),
        definition=N_(
            "A session with several purposes counts under each, so that the rows add up to more than the sessions."
        ),
        count="purpose",
        choices="session.purpose",
        share=False,
    ),
    Measure(
        key="theme",
        measure="ST2",
        title=N_("Sessions held, by theme"),
        definition=N_(
            "A session with several themes counts under each, so that the rows add up to more than the sessions."
        ),
        count="theme",
        choices="session.theme",
        every=False,
        share=False,
    ),
    Measure(
        key="cancelled",
        measure="ST2",
        title=N_("Sessions that came to nothing"),
        definition=N_("Sessions that were planned and not held, by what became of them."),
        count="state",
        labels=lambda code: label("session.state", code),
        order=lambda found: [code for code in CALLED_OFF if code in set(found)],
        whole="overview.cancelled",
    ),
    Measure(
        key="cancelled_why",
        measure="ST2",
        title=N_("Sessions cancelled, by whom and why"),
        definition=N_(
            "A session that was cancelled counts once, under who cancelled it and the reason that was written."
        ),
        count="cancelled_why",
        labels=_by_and_why,
        order=_in_order(CALLED_OFF, "cancel.reason"),
        every=False,
    ),
    Measure(
        key="moved_why",
        measure="ST2",
        title=N_("Sessions moved, by whom and why"),
        definition=N_("Sessions that were moved with a reason, under the last one written."),
        count="moved_why",
        labels=_moved_by,
        order=_in_order(codes("moved.by"), "cancel.reason"),
        every=False,
    ),
    Measure(
        key="per_person",
        measure="ST2",
        title=N_("People by number of individual conversations"),
        definition=N_(
            "Everybody who came to an individual conversation, by how many of them they came to in the period."
        ),
        count="per_person",
        labels=_often,
        order=lambda _found: ["1", "2", "3", f"{OFTEN}_plus"],
        bands=True,
    ),
    Measure(
        key="group_type",
        measure="ST3",
        title=N_("Groups held, by kind"),
        definition=N_("Group sessions that were held, by their kind."),
        count="group_type",
        labels=_kinds,
        people=False,
    ),
    Measure(
        key="group_heads",
        measure="ST3",
        title=N_("Attendances in groups, by kind"),
        definition=N_(
            "Each who came to a group counts once each time; an open group counts by its headcount."
        ),
        count="group_heads",
        labels=_kinds,
        whole="overview.group_attendances",
    ),
    Measure(
        key="guests",
        measure="ST5",
        title=N_("Meetings, by kind of guest"),
        definition=N_(
            "Group sessions with guests from work, education or services; one with several kinds counts under each."
        ),
        count="guests",
        choices="meeting.guest",
        every=False,
        share=False,
        people=False,
    ),
    Measure(
        key="age_band",
        measure="ST1",
        title=N_("People guided, by age"),
        definition=N_("Age is the year in which the period ends less the birth year."),
        count="age_band",
        choices="person.age_band",
        note=AGE_NOTE,
    ),
    Measure(
        key="sex",
        measure="ST1",
        title=N_("People guided, by sex"),
        definition=_AS_NOW,
        count="sex",
        choices="person.sex",
    ),
    Measure(
        key="education",
        measure="ST1",
        title=N_("People guided, by education"),
        definition=N_("The highest education that is completed, as it is written on the person now."),
        count="education",
        choices="person.education",
    ),
    Measure(
        key="country_group",
        measure="ST1",
        title=N_("People guided, by background"),
        definition=N_("Three groups of countries, as the career centres count; nationality is not kept."),
        count="country_group",
        choices="person.country_group",
    ),
    Measure(
        key="work_before",
        measure="ST1",
        title=N_("People guided, by work before"),
        definition=N_("What somebody did before they came here, as it is written on the person now."),
        count="work_before",
        choices="person.work_before",
    ),
    Measure(
        key="ward_kind",
        measure="ST1",
        title=N_("People guided, by kind of ward"),
        definition=N_("The kind of ward that somebody is on now, or was on last."),
        count="ward_kind",
        choices="ward.type",
    ),
    Measure(
        key="stay",
        measure="ST1",
        title=N_("People guided, by expected stay"),
        definition=N_(
            "How long somebody was expected to stay, as it was written at the intake: not the time that is left now, so "
            "that short sentences are seen as short."
        ),
        count="stay",
        choices="person.release_band",
    ),
    Measure(
        key="activity",
        measure="ST1",
        title=N_("People guided, by school and prison work"),
        definition=N_(
            "Who goes to school counts there, also with work beside it; then those in prison work."
        ),
        count="activity",
        labels=_activity,
        order=lambda found: [
            code for code in ("school", "workshop", "none", "not_asked") if code in set(found)
        ],
    ),
    Measure(
        key="offer",
        measure="ST4",
        title=N_("Intakes, by answer to the offer of guidance"),
        definition=N_("Every intake of the period, by what was answered to the offer."),
        count="offer",
        choices="intake.offer",
        whole="overview.intakes",
    ),
    Measure(
        key="referrals",
        measure="ST7",
        title=N_("Referrals made"),
        definition=N_("Referrals made in the period, by to whom."),
        count="referrals",
        choices="referral.to",
        every=False,
    ),
    Measure(
        key="referrals_answered",
        measure="ST7",
        title=N_("Referrals answered"),
        definition=N_("Of the referrals made in the period those that have an answer by now."),
        count="answered",
        choices="referral.to",
        every=False,
    ),
    Measure(
        key="applications",
        measure="ST8",
        title=N_("Applications helped with"),
        definition=N_(
            "Applications sent in the period, or begun in it and not sent yet; dropped ones are not counted."
        ),
        count="applications",
        choices="application.kind",
        every=False,
    ),
    Measure(
        key="outcomes",
        measure="ST8",
        title=N_("Applications, by outcome"),
        definition=N_("The same applications by what came of them, as far as that is known."),
        count="outcomes",
        choices="application.outcome",
        every=False,
    ),
    Measure(
        key="step_category",
        measure="ST9",
        title=N_("Steps done, by kind"),
        definition=N_("Steps of people’s plans that were done in the period."),
        count="step_category",
        choices="step.category",
        every=False,
    ),
    Measure(
        key="interpreted",
        measure="ST10",
        title=N_("Sessions with an interpreter, by language"),
        definition=N_("Held sessions with an interpreter in the room, by telephone or on a screen."),
        count="interpreted",
        labels=_language,
        whole="overview.with_interpreter",
    ),
    Measure(
        key="languages",
        measure="ST10",
        title=N_("Individual conversations, by language"),
        definition=N_("The language that the conversation was held in."),
        count="languages",
        labels=_language,
        whole="overview.individual_sessions",
    ),
    Measure(
        key="slips_language",
        measure="ST12",
        title=N_("Feedback slips answered, by language"),
        definition=N_("Anonymous slips that were counted in the period, by the language that they were in."),
        count="slips_language",
        labels=_language,
    ),
    Measure(
        key="slips_way",
        measure="ST12",
        title=N_("Feedback slips answered, by how they were given"),
        definition=N_("The same slips by the way in which they reached people."),
        count="slips_way",
        choices="feedback.way",
        every=False,
    ),
)
