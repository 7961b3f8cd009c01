"""Every setting, declared once: its name in the store, its default, and what the settings page says of it."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from app.base.languages import N_

T = TypeVar("T")


class Setting(NamedTuple, Generic[T]):
    """One setting of the service. The type of the default is the type of the value.

    low, high: bounds of a number. printed: stands on sheets, so that a change means new paper.
    """

    name: str
    default: T
    label: str
    hint: str = ""
    low: int = 0
    high: int = 0
    printed: bool = False

    def read(self, value: object) -> T:
        """The stored value if it is of the right kind and within bounds, else the default."""
        if isinstance(self.default, tuple):
            return tuple(value) if isinstance(value, (list, tuple)) else self.default  # type: ignore[return-value]
        if type(value) is not type(self.default):
            return self.default
        if isinstance(value, int) and not isinstance(value, bool) and not self.low <= value <= self.high:
            return self.default
        return value


SCHOOL_NAME = Setting(name="school.name", default="", label=N_("School"), printed=True)
PRISON_NAME = Setting(name="prison.name", default="", label=N_("Prison"), printed=True)
GUIDANCE_PLACE = Setting(
    name="guidance.place",
    default="",
    label=N_("Where guidance is given"),
    hint=N_("Such as: the school, room 12. It stands on posters and sheets."),
    printed=True,
)
GUIDANCE_TIMES = Setting(
    name="guidance.times",
    default="",
    label=N_("When"),
    hint=N_("Such as: Monday to Thursday 9–15."),
    printed=True,
)
GUIDANCE_CONTACT = Setting(
    name="guidance.contact",
    default="",
    label=N_("Who to leave a note for"),
    hint=N_("A role or a name, as you wish it to stand on a wall."),
    printed=True,
)
CONTROLLER = Setting(
    name="privacy.controller",
    default="",
    label=N_("Who is responsible for the records"),
    hint=N_("The county, with its address: it stands on the privacy notice."),
    printed=True,
)
PRIVACY_OFFICER = Setting(
    name="privacy.officer",
    default="",
    label=N_("Data protection officer"),
    hint=N_("How the county’s officer is reached by letter or phone."),
    printed=True,
)
RELEASE_VALID = Setting(
    name="release.valid_months",
    default=12,
    label=N_("A release from secrecy is valid for months"),
    hint=N_("Where no other day is said. Whoever gave it may take it back at any time."),
    low=1,
    high=36,
)
MESSAGES_OFF = Setting[tuple[str, ...]](
    name="poster.off",
    default=(),
    label=N_("Messages left out"),
    hint=N_("What does not hold at this school is left out of posters and handouts."),
    printed=True,
)
SLIP_PURPOSE = Setting(
    name="slips.purpose",
    default="yes",
    label=N_("What the appointment is for, on slips"),
    hint=N_("In the receiver's own language only."),
    printed=True,
)
UNSEEN_WEEKS = Setting(
    name="today.unseen_weeks",
    default=8,
    label=N_("Remind after weeks without a session"),
    hint=N_("0 turns this reminder off."),
    low=0,
    high=52,
)
RELEASE_MONTHS = Setting(
    name="today.release_months",
    default=3,
    label=N_("Near release means within months"),
    hint=N_("0 turns this reminder off."),
    low=0,
    high=24,
)
DEADLINE_WEEKS = Setting(
    name="today.deadline_weeks",
    default=6,
    label=N_("Show deadlines weeks ahead"),
    hint=N_("0 turns this reminder off."),
    low=0,
    high=26,
)
INTERPRETER_DAYS = Setting(
    name="remind.interpreter_days",
    default=2,
    label=N_("Remind of an unconfirmed interpreter, working days ahead"),
    hint=N_("0 turns this reminder off."),
    low=0,
    high=20,
)
PAPERS_DAYS = Setting(
    name="remind.papers_days",
    default=21,
    label=N_("Remind of missing papers, days before a deadline"),
    hint=N_("0 turns this reminder off."),
    low=0,
    high=120,
)
REFERRAL_WEEKS = Setting(
    name="remind.referral_weeks",
    default=3,
    label=N_("Remind of a referral without an answer, after weeks"),
    hint=N_("0 turns this reminder off."),
    low=0,
    high=26,
)
CHECKLIST_MONTHS = Setting(
    name="remind.checklist_months",
    default=6,
    label=N_("Remind of a new round of the checklist, after months"),
    hint=N_("0 turns this reminder off."),
    low=0,
    high=36,
)
FRAMEWORK_ADOPTED = Setting(
    name="framework.adopted",
    default="",
    label=N_("The national quality framework is taken into use"),
    hint=N_("When, and who decided it. It is shown beside K1 of the checklist."),
)
FRAMEWORK_PARTS = Setting(
    name="framework.parts",
    default="",
    label=N_("Parts of the framework in use"),
    hint=N_("Competence standards, ethics, career competence, quality assurance."),
)
USUAL_MINUTES = Setting(
    name="session.usual_minutes",
    default=45,
    label=N_("Usual length of a session, in minutes"),
    low=5,
    high=600,
)
USUAL_INTERVAL_DAYS = Setting(
    name="session.usual_interval_days",
    default=14,
    label=N_("Usual days to the next session"),
    hint=N_("Until two sessions with somebody show another rhythm."),
    low=1,
    high=180,
)
LOCK_MINUTES = Setting(
    name="lock.minutes",
    default=5,
    label=N_("Lock after minutes without a key"),
    low=1,
    high=60,
)
GUARD_WORDS = Setting(
    name="guard.words",
    default="",
    label=N_("The school's own words to look at again in notes"),
    hint=N_(
        "Separated by commas, such as names of wings or programmes. A star stands for the rest of a word."
    ),
)
BACKUP_FOLDER = Setting(
    name="backup.second_folder",
    default="",
    label=N_("Second folder for backups"),
    hint=N_("On another disk or a network drive. A backup on the same PC is no help if the PC is gone."),
)

SETTINGS: tuple[Setting[str] | Setting[int] | Setting[tuple[str, ...]], ...] = (
    SCHOOL_NAME,
    PRISON_NAME,
    GUIDANCE_PLACE,
    GUIDANCE_TIMES,
    GUIDANCE_CONTACT,
    CONTROLLER,
    PRIVACY_OFFICER,
    RELEASE_VALID,
    MESSAGES_OFF,
    SLIP_PURPOSE,
    UNSEEN_WEEKS,
    RELEASE_MONTHS,
    DEADLINE_WEEKS,
    INTERPRETER_DAYS,
    PAPERS_DAYS,
    REFERRAL_WEEKS,
    CHECKLIST_MONTHS,
    FRAMEWORK_ADOPTED,
    FRAMEWORK_PARTS,
    USUAL_MINUTES,
    USUAL_INTERVAL_DAYS,
    LOCK_MINUTES,
    GUARD_WORDS,
    BACKUP_FOLDER,
)
