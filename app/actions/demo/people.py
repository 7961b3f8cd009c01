"""Made-up people: who they are, when they came, what they said at intake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from app.actions.demo.material import Chance, Story, stories, texts, workday
from app.base.days import add_months, quarter_of
from app.records.intake import Intake
from app.records.person import Person
from app.records.place import Officer, Room, Ward
from app.records.release import Release
from app.records.release_band import release_band

FIRST_NAMES = ("Lyngvar", "Rognulf", "Havmod", "Ospar", "Tindre", "Solmund", "Kveldar", "Brimvid")
CRANE_NAME = "Rognulf"
WORKSHOP = 8  # so many of those who are here work in the workshop
NEW, NEAR_RELEASE, LONG_UNSEEN = "new", "near_release", "long_unseen"
USUAL = ""
_WINDOW = 730  # days back that arrivals are spread over
_CRANE_STORY = 1
_EDUCATION = {"none": 5, "primary": 40, "upper": 30, "voc_college": 3, "bachelor": 4, "not_asked": 18}


@dataclass(frozen=True)
class Resident:
    """A made-up person with the story that the sessions tell and the part they play on the Today page."""

    person: Person
    story: Story
    part: str

    @property
    def is_here(self) -> bool:
        """True for who has not left."""
        return self.person.left_on is None


@dataclass(frozen=True)
class House:
    """The made-up prison: its wards, contact officers and rooms."""

    wards: tuple[Ward, ...]
    officers: tuple[Officer, ...]
    rooms: tuple[Room, ...]


def house(chance: Chance, seed: int) -> House:
    """The prison of the demonstration."""
    more = Chance(-1 - seed)  # of its own, so that what is added to the house changes nobody's story
    return House(
        tuple(Ward(id=chance.id(), name=name, kind=kind) for name, kind in texts()["wards"]),
        tuple(Officer(id=more.id(), name=name) for name in texts()["officers"]),
        tuple(Room(id=more.id(), name=name, seats=seats) for name, seats in texts()["rooms"]),
    )


def residents(chance: Chance, *, people: int, house: House, today: dt.date) -> list[Resident]:
    """So many people; the first are here and known from the counsellor's day, some of the others have left."""
    names = _Names(chance)
    return [_resident(chance, place, names, house, today) for place in range(people)]


def _resident(chance: Chance, place: int, names: _Names, house: House, today: dt.date) -> Resident:
    part = _part(place)
    story = stories()[_CRANE_STORY] if place == FIRST_NAMES.index(CRANE_NAME) else chance.one(stories())
    person = _with_stay(chance, _someone(chance, place, names, house), place=place, part=part, today=today)
    person = replace(
        person,
        ward=chance.one(house.wards).id,
        industries=(story.industry,),
        strengths=story.strengths if chance.often(70) else "",
        certificates=story.certificates,
        activity=("workshop",) if 2 <= place < 2 + WORKSHOP else (chance.one(("school", "school", "none")),),
    )
    return Resident(person, story, part)


def _someone(chance: Chance, place: int, names: _Names, house: House) -> Person:
    """Who somebody is: name, languages, schooling, work."""
    language, country = _language(chance, place)
    foreign = language not in {"nb", "nn"}
    return Person(
        id=chance.id(),
        name=next(names.far if foreign else names.near),
        sex=chance.weighted({"m": 90, "f": 8, "not_asked": 2}),
        country_group=country,
        mother_tongue=language,
        reads_best=language,
        interpreter=chance.weighted({"yes_language": 4, "no": 6}) if foreign else "no",
        norwegian_spoken=chance.weighted({"none": 3, "a1": 3, "a2": 3, "b1": 1}) if foreign else "native",
        english=chance.weighted({"none": 2, "a2": 3, "b1": 3, "not_asked": 2}),
        education=chance.weighted(_EDUCATION),
        pupil_now=chance.one(("yes", "no")),
        experience=chance.weighted({"lt1": 3, "y1_5": 4, "y5_plus": 3}),
        future_country=chance.weighted({"norway": 8, "home": 1, "undecided": 1}),
        home_area=chance.one(texts()["areas"]),
        eid=chance.weighted({"works": 5, "letter_needed": 2, "none": 1, "not_asked": 2}),
        guidance_before=chance.one(("yes", "no", "not_asked")),
        contact_officer=chance.one(house.officers).id,
        fetched=chance.one(texts()["fetched"]),
    )


def _with_stay(chance: Chance, person: Person, *, place: int, part: str, today: dt.date) -> Person:
    """When somebody came, when they are expected to go, and whether they have gone."""
    has_left = place >= 2 * len(FIRST_NAMES) and part == USUAL and chance.often(35)
    arrived = _arrived(chance, part, today)
    return replace(
        person,
        birth_year=today.year - chance.number(19, 62),
        arrived=arrived,
        expected_release=_release(chance, part, today),
        release_asked=arrived,
        left_on=_left(chance, arrived, today) if has_left else None,
        left_kind=chance.weighted({"released": 3, "transferred": 2}) if has_left else "",
    )


def _part(place: int) -> str:
    """The first ones are usual; then come new arrivals, those soon out without a plan, those not seen for long."""
    special = [NEW, NEW, NEAR_RELEASE, NEW, LONG_UNSEEN, NEAR_RELEASE, LONG_UNSEEN, NEW, LONG_UNSEEN]
    at = place - 2 - WORKSHOP
    return special[at] if 0 <= at < len(special) else USUAL


def _arrived(chance: Chance, part: str, today: dt.date) -> dt.date:
    if part == NEW:
        return today - dt.timedelta(days=chance.number(1, 6))
    return today - dt.timedelta(days=chance.number(150, _WINDOW))


def _left(chance: Chance, arrived: dt.date, today: dt.date) -> dt.date:
    return arrived + dt.timedelta(days=chance.number(60, max(61, (today - arrived).days - 20)))


def _release(chance: Chance, part: str, today: dt.date) -> str:
    """A quarter to come; for those soon out the one that their last weeks lie in."""
    if part == NEAR_RELEASE:
        return quarter_of(today + dt.timedelta(days=45))
    if chance.often(20):
        return chance.one(("open", "not_recorded"))
    return quarter_of(today + dt.timedelta(days=chance.number(120, 1400)))


def _language(chance: Chance, place: int) -> tuple[str, str]:
    """Mother tongue and background. Those whom the counsellor's day names speak Norwegian."""
    if place < 2:
        return "nb", "no"
    known = {(code, country): weight for code, weight, country in texts()["languages"]}
    return chance.weighted(known)


class _Names:
    """Names that nobody has, each once: near ones and ones that sound from further away."""

    def __init__(self, chance: Chance) -> None:
        known = {*FIRST_NAMES, texts()["counsellor"]}
        near = [name for name in _composed("names_begin", "names_end") if name not in known]
        far = _composed("names_far_begin", "names_far_end")
        chance.random.shuffle(near)
        chance.random.shuffle(far)
        self.near = chain(FIRST_NAMES, _without_end(near))
        self.far = _without_end(far)


def _composed(begin: str, end: str) -> list[str]:
    return [one + other for one in texts()[begin] for other in texts()[end]]


def _without_end(names: Sequence[str]) -> Iterator[str]:
    """The names, and once they are used up the same with a letter behind."""
    yield from names
    for number in count():
        yield f"{names[number % len(names)]} {_letters(number // len(names))}."


def _letters(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    high, low = divmod(number, 26)
    return (_letters(high - 1) if high else "") + chr(65 + low)


def intake_of(chance: Chance, resident: Resident, *, place: int, today: dt.date) -> Intake | None:
    """The person's intake conversation; None where it is still to come."""
    person = resident.person
    if resident.part == NEW and place % 2:
        return None
    if person.arrived is None:
        raise ValueError("a resident has a day of arrival")
    day = min(workday(person.arrived + dt.timedelta(days=3)), today)
    offer = (
        "not_yet" if resident.part == NEW else chance.weighted({"accepted": 80, "later": 12, "declined": 8})
    )
    told = offer != "not_yet" or chance.often(50)
    return Intake(
        id=chance.id(),
        person=person.id,
        day=max(day, person.arrived),
        informed=("spoken", "leaflet") if told else ("not_yet",),
        informed_language=person.reads_best if told else "",
        language_handling="interpreter_phone" if person.interpreter == "yes_language" else "norwegian",
        wishes=resident.story.wishes,
        wish_words=chance.one(texts()["wish_words"]),
        wish_industries=(resident.story.industry,),
        obstacles=tuple(chance.some(("documents", "housing", "licence", "eid", "police_certificate"), 2)),
        offer=offer,
        offer_reason=chance.one(texts()["decline_reasons"]) if offer == "declined" else "",
        offer_change=chance.one(texts()["decline_changes"]) if offer == "declined" else "",
        ask_again=today + dt.timedelta(days=chance.number(-10, 40)) if offer == "later" else None,
        stay_at_intake=release_band(person.expected_release, day),
        releases=tuple(_releases(chance, person, day)),
    )


def _releases(chance: Chance, person: Person, day: dt.date) -> Iterator[Release]:
    for recipient in chance.some(("share_contact", "share_nav", "share_reentry"), chance.number(0, 2)):
        answer = chance.weighted({"given": 8, "refused": 1, "explained_answer_later": 1})
        yield Release(
            id=chance.id(),
            person=person.id,
            recipient=recipient,
            answer=answer,
            given_on=day,
            language=person.reads_best,
            explained_by=_EXPLAINED.get(person.interpreter, "sheet") if answer == "given" else "",
            expires_on=add_months(day, 12) if answer == "given" else None,
        )


_EXPLAINED = {"yes_language": "interpreter", "no": "common_language"}
"""Whether somebody needs an interpreter → how a release was explained to them."""
