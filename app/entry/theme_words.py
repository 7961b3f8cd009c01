"""Which themes the words of a note point to: only ever offered, since themes are counted."""

from __future__ import annotations

from app.base.folding import fold

# Each start of a word (Norwegian bokmål, nynorsk or English) points to one code of session.theme. A start with a
# blank before it counts only at the beginning of a word, with one after it only at the end; the others also inside
# one, as in "fagbrevprøve".
_STARTS: dict[str, tuple[str, ...]] = {
    "cv": (" cv", " livsløpsskjema", " résumé"),
    "labour_market": ("arbeidsmarked", "arbeidsmarknad", "labour market"),
    "pay": (" lønn", " løn ", " løna", " tariff", " timelønn", " wage"),
    "admission": ("opptak", "inntakskrav", "poenggrense", "studiekompetanse", "admission"),
    "occupations": (" yrke", " yrker", " yrkes", "occupation"),
    "paid_unpaid": ("frivillig", "ulønn", "ulønt", "unpaid", "volunt"),
    "recruitment": ("jobbintervju", "ansettels", "tilsetjing", "rekrutter", "recruit"),
    "sectors": (" bransje", " næring", " sector"),
    "education_options": (
        " utdanning",
        " studie",
        " fagskole",
        " fagskule",
        " videregående",
        " vidaregåande",
    ),
    "job_options": ("jobbmulig", "jobbmoglegheit", " stilling", "ledig jobb", "ledige jobb"),
    "rpl": ("realkompetanse", "praksiskandidat", "prior learning"),
    "foreign_education": (
        "godkjenning av utdanning",
        "utenlandsk utdanning",
        "utanlandsk utdanning",
        " hk dir",
        "vitnemål fra",
        "papirene kan vurderes",
    ),
    "application_school": ("søke skole", "søkje skule", " vigo", "samordna", "skoleplass", "skuleplass"),
    "application_job": ("jobbsøknad", "søke jobb", "søkje jobb", "søknad på jobb", "job application"),
    "apprenticeship": (" læreplass", " lærling", "fagbrev", "svennebrev", "sveinebrev", "apprentic"),
    "language": ("norskkurs", "norskprøve", " språk", " lære norsk"),
    "interests_values": (" interesse", " verdier", " verdiar", " styrke"),
    "motivation": (" motivasjon", " motivert", " mestring", " meistring"),
    "study_progress": (" eksamen", " karakter", " fravær"),
    "reentry": ("løslat", "lauslat", "tilbakefør", "etter soning"),
    "police_certificate": ("politiattest", "vandelsattest"),
    "openness": (" hull i cv", " hol i cv", "fortelle arbeidsgiver", "openhet om", "åpenhet om"),
    "home_country": ("hjemland", "heimland", "tilbake til hjem"),
    "digital": (" digital", " datakort", " pc kurs"),
    "rights_working_life": ("arbeidskontrakt", "arbeidsmiljø", "fagforening", "oppsigelse", "oppseiing"),
    "self_employed": (" eget firma", " eige firma", " egen bedrift", " eiga bedrift", "enkeltpersonforetak"),
}
_FOLDED = {
    code: tuple(
        (" " if start.startswith(" ") else "") + fold(start) + (" " if start.endswith(" ") else "")
        for start in starts
    )
    for code, starts in _STARTS.items()
}
MOST = 4


def themes_of(note: str) -> tuple[str, ...]:
    """Codes of session.theme that the note's words point to, in the order in which they turn up, four at most."""
    text = f" {fold(note)} "
    found = {
        code: min(at for start in starts if (at := text.find(start)) >= 0)
        for code, starts in _FOLDED.items()
        if any(start in text for start in starts)
    }
    return tuple(sorted(found, key=found.__getitem__))[:MOST]
