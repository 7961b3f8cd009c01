"""A large store of plainly made-up sessions, written the short way: thousands in one transaction."""

from __future__ import annotations

import datetime as dt
import random

from app.records.attendance import Attendance
from app.records.person import Person
from app.records.session import Session
from app.records.step import Step
from app.store.store import Store

WORDS = (
    "kranførerbevis våren søknad fagbrev godkjenning læreplass opplæring samtale ønsker arbeid jobb skole eksamen privatist "
    "frist lærer kontaktbetjent løslatelse frigang bolig gjeld norskkurs tolk polsk erfaring platearbeider sveiser kokk "
    "renhold lager truck førstehjelp kurs motivasjon usikker trives verksted håndverk tømrer maler elektriker butikk "
    "tilbud svar venter ringer skriver sender brev familie barn helg permisjon rettighet realkompetanse vurdering plan steg "
    "neste uke måned før etter sammen alene gruppe yrkesvei interesse styrke ferdighet norsk engelsk matematikk muntlig "
    "skriftlig praksis bedrift arbeidsgiver intervju cv attest vitnemål karakter nettskole fjernundervisning åpen dag"
).split()
NAMES = "Lyngvar Rognulf Havmod Ospar Tindre Solmund Steinvid Mosind Fjellrik Bjørkind Kvitorm Elvar Åsvarde Øyrik".split()


def fill(store: Store, *, sessions: int, people: int = 2000, seed: int = 1) -> None:
    """Write people and sessions with notes of some ninety words each, spread over ten years."""
    chance = random.Random(seed)
    some = [Person(name=f"{chance.choice(NAMES)} {chance.choice(NAMES)[:3]}{n}") for n in range(people)]
    with store.transaction("filled", actor=store.me, undoable=False) as t:
        for person in some:
            t.put(person)
    first = dt.date(2016, 1, 1)
    for begin in range(0, sessions, 5000):
        with store.transaction("filled", actor=store.me, undoable=False) as t:
            for _ in range(begin, min(begin + 5000, sessions)):
                person = chance.choice(some)
                note = " ".join(chance.choices(WORDS, k=90))
                steps = (
                    (Step(person=person.id, text=" ".join(chance.choices(WORDS, k=4))),)
                    if chance.random() < 0.2
                    else ()
                )
                rows = (Attendance(person=person.id),)
                day = first + dt.timedelta(days=chance.randrange(3650))
                t.put(Session(day=day, note=note, attendances=rows, steps=steps))
