"""Every page of the window by the name that `Frame.go` opens it under; a page's module is read when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping

from ui.shell.page import Frame, Page
from ui.shell.shell import Maker


def _today(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.today.page import TodayPage

    return TodayPage(frame)


def _session(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.session import SessionPage

    return SessionPage(frame)


def _intake(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.intake import IntakePage

    return IntakePage(frame)


def _intake_saved(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.intake import IntakeSavedPage

    return IntakeSavedPage(frame, about)


def _new_person(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.person_form import PersonFormPage

    return PersonFormPage(frame, about)


def _checklist(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.checklist.page import ChecklistPage

    page = ChecklistPage(frame)
    page.visited(about)
    return page


def _paper(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.paper.page import PaperPage

    return PaperPage(frame)


def _walls(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.paper.walls import WallsPage

    return WallsPage(frame, about)


def _people(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.people import PeoplePage

    return PeoplePage(frame, about)


def _person_work(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.person_work.page import PersonWorkPage

    return PersonWorkPage(frame, about)


def _interest_list(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.person_work.interests import InterestsPage

    return InterestsPage(frame, about)


def _arrivals(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.arrivals import ArrivalsPage

    return ArrivalsPage(frame, about)


def _sessions(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.sessions_list import SessionsPage

    return SessionsPage(frame)


def _year_report(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.numbers.report import ReportPage

    return ReportPage(frame, about)


def _figure_forms(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.numbers.forms import FormsPage

    return FormsPage(frame, about)


def _service(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.service.page import ServicePage

    page = ServicePage(frame)
    page.visited(about)
    return page


def _week(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.week.page import WeekPage

    page = WeekPage(frame)
    page.visited(about)
    return page


def _hours(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.week.hours import HoursPage

    return HoursPage(frame)


def _interpreters(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.interpreters.page import InterpretersPage

    return InterpretersPage(frame)


def _applications(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.applications.page import ApplicationsPage

    return ApplicationsPage(frame)


def _referrals(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.referrals.page import ReferralsPage

    return ReferralsPage(frame)


def _languages(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.languages.page import LanguagesPage

    return LanguagesPage(frame)


def _language(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.languages.one import LanguagePage

    return LanguagePage(frame, about)


def _language_pack(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.languages.review import PackPage

    return PackPage(frame, about)


def _settings(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.settings.page import SettingsPage

    page = SettingsPage(frame)
    page.visited(about)
    return page


def _all_hits(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.search.page import FoundPage

    return FoundPage(frame, about)


def _request(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.requests.form import RequestFormPage

    return RequestFormPage(frame, about)


def _requests(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.requests.page import RequestsPage

    return RequestsPage(frame)


def _colleagues(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.colleagues.page import ColleaguesPage

    return ColleaguesPage(frame)


def _recovery_sheet(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.colleagues.recovery import RecoverySheetPage

    return RecoverySheetPage(frame)


def _crash_reports(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.crash_reports import CrashReportsPage

    return CrashReportsPage(frame, about)


def _log(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.log import LogPage

    return LogPage(frame, about)


def _retention(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.retention.page import RetentionPage

    return RetentionPage(frame)


def _erasing(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.erasing.page import ErasingPage

    return ErasingPage(frame, about)


def _numbers(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.numbers.page import NumbersPage

    page = NumbersPage(frame)
    page.visited(about)
    return page


def _periods(frame: Frame, about: Mapping[str, str]) -> Page:
    from ui.pages.periods.page import PeriodsPage

    return PeriodsPage(frame)


# One function a page, so that the bundle sees its import and the first paint does not wait for it.
PAGES: dict[str, Maker] = {
    "today": _today,
    "people": _people,
    "person_work": _person_work,
    "interest_list": _interest_list,
    "arrivals": _arrivals,
    "sessions": _sessions,
    "found": _all_hits,
    "checklist": _checklist,
    "paper": _paper,
    "walls": _walls,
    "week": _week,
    "service": _service,
    "year_report": _year_report,
    "figure_forms": _figure_forms,
    "hours": _hours,
    "interpreters": _interpreters,
    "referrals": _referrals,
    "applications": _applications,
    "languages": _languages,
    "language": _language,
    "language_pack": _language_pack,
    "log": _log,
    "settings": _settings,
    "session": _session,
    "intake": _intake,
    "intake_saved": _intake_saved,
    "new_person": _new_person,
    "request": _request,
    "requests": _requests,
    "crash_reports": _crash_reports,
    "retention": _retention,
    "erasing": _erasing,
    "numbers": _numbers,
    "periods": _periods,
    "colleagues": _colleagues,
    "recovery_sheet": _recovery_sheet,
}

# What takes longer to make than a frame lasts: made ahead, with the module that is read before.
AHEAD: dict[str, str] = {
    "session": "ui.pages.session",
    "intake": "ui.pages.intake",
    "paper": "ui.pages.paper.page",
}
# What the pages ask and are made of, read while nobody waits: without Qt on the worker, with Qt in the window.
READ: tuple[str, ...] = (
    "app.actions.people_list",
    "app.actions.referrals",
    "app.actions.session_form",
    "app.actions.intake_form",
    "app.actions.checklists",
    "app.actions.session_list",
    "app.actions.papers",
    "app.actions.week_booking",
    "app.documents.inmate_poster",
    "ui.forms",
    "ui.lists",
    "ui.forms.declared",
    "ui.shell.ask",
    "ui.pages.people",
    "ui.pages.person_form",
    "ui.pages.week.grid",
    "ui.pages.week.page",
    "app.documents.handout",  # and those below: the shelf of Paper says what each is
    "app.documents.plan_sheet",
    "app.documents.appointment_slips",
    "app.documents.request_slip",
    "app.documents.before_conversation",
    "app.documents.meeting_page",
    "app.documents.movement_list",
    "app.documents.week_plan",
    "app.documents.checklist_paper",
    "app.documents.languages_poster",
    "app.documents.invitation",
    "app.documents.staff_poster",
    "app.documents.intake_form",
    "app.documents.rights_sheet",
    "app.documents.consent_sheet",
    "app.documents.feedback_slip",
    "app.documents.attendance_list",
    "app.documents.ready_texts",
    "ui.documents.printing",
    "ui.documents.preview",
    "ui.pages.languages.lines",
    "ui.pages.paper.choices",
    "ui.pages.paper.page",
    "ui.pages.requests.page",
    "ui.pages.requests.form",
    "ui.pages.arrivals",
    "ui.pages.interpreters.page",
    "ui.pages.referrals.page",
    "ui.pages.week.hours",
    "app.actions.language_packs",
    "ui.pages.languages.page",
    "ui.pages.languages.one",
)
