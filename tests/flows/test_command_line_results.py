"""What comes out without a window: numbers, copies, made-up people, paper."""

from __future__ import annotations

import json
from pathlib import Path

from tests.flows.calls import Run, added, is_one_line

# --- numbers and safety ----------------------------------------------------------------------------------------------


def test_statistics_in_every_form(made: Run, folder: Path) -> None:
    for name in ("Lyngvar", "Rognulf", "Havmod", "Ospar", "Tindre"):
        added(made, "session", person=added(made, "person", name=name, sex="f"))
    added(made, "session", person=added(made, "person", name="Solmund", sex="m"))
    found = made("--json", "statistics", "--from", "2026-01-01", "--to", "2026-12-31").json
    counts = found["counts"]
    assert (counts["unique_people"], counts["individual_sessions"], counts["attendances"]) == (6, 6, 6)
    (by_sex,) = (table for table in found["tables"] if table["table"] == "sex")
    shown = {row["code"]: (row["shown"], row["number"]) for row in by_sex["rows"]}
    assert shown["m"] == ("<5", None)
    assert shown["f"] == ("*", None)
    assert (
        "ST1,overview,unique_people,Personer som har fått veiledning,6,0"
        in made("statistics", "--format", "csv").out
    )
    assert "Slik er det talt" in made("statistics").out
    sheet = folder / "tall.xlsx"
    assert made("statistics", "--format", "xlsx", "--output", str(sheet)).out.strip() == str(sheet)
    assert sheet.read_bytes().startswith(b"PK")
    assert made("statistics", "--format", "xlsx").bytes.startswith(b"PK")


def test_a_period_is_closed_once_and_keeps_its_numbers(made: Run) -> None:
    for name in ("Lyngvar", "Havmod", "Ospar", "Tindre", "Solmund"):
        added(made, "session", person=added(made, "person", name=name), day="2025-12-08")
    december = ("--from", "2025-12-01", "--to", "2025-12-31")
    assert made("--json", "statistics", "--close", "month", *december).json["counts"]["unique_people"] == 5
    added(made, "session", person=added(made, "person", name="Rognulf"), day="2025-12-09")
    found = made("--json", "statistics", *december).json
    assert found["counts"]["unique_people"] == 5
    assert "lukket" in found["rule"][0]
    again = made("statistics", "--close", "month", *december)
    assert (again.code, again.out, is_one_line(again.err)) == (1, "", True)


def test_a_period_runs_forward(made: Run) -> None:
    found = made("statistics", "--from", "2026-12-31", "--to", "2026-01-01")
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)


def test_a_file_that_cannot_be_written_is_told(made: Run, folder: Path) -> None:
    found = made("statistics", "--format", "csv", "--output", str(folder / "no" / "such" / "place.csv"))
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)


def test_backup_and_restore(made: Run, folder: Path) -> None:
    person = added(made, "person", name="Lyngvar")
    copy = folder / "copy.db"
    assert made("--json", "backup", str(copy)).json["backup"] == str(copy)
    added(made, "person", name="Havmod")
    seen = made("--json", "restore", "--preview", str(copy)).json
    assert seen["counts"]["person"] == {"backup": 1, "register": 2}
    assert [(one["kind"], one["name"]) for one in seen["lost"]] == [("person", "Havmod")]
    assert "- Havmod" in made("restore", "--preview", str(copy)).out
    assert len(made("--json", "list", "person").json) == 2
    assert made("restore", str(copy)).code == 0
    assert [row["id"] for row in made("--json", "list", "person").json] == [person]
    assert made("--json", "check").json == {"whole": True, "findings": []}


def test_an_older_copy_is_opened_only_when_it_is_meant(made: Run, folder: Path) -> None:
    store = folder / "overgang.db"
    before = store.read_bytes()
    added(made, "person", name="Lyngvar")
    store.write_bytes(before)
    refused = made("list", "person")
    assert (refused.code, refused.out, is_one_line(refused.err)) == (1, "", True)
    assert "--accept-older" in refused.err
    assert made("--accept-older", "--json", "list", "person").json == []
    assert made("--json", "list", "person").json == []


def test_restore_of_nothing_changes_nothing(made: Run, folder: Path) -> None:
    before = (folder / "overgang.db").read_bytes()
    found = made("restore", str(folder / "nothing.db"))
    assert (found.code, is_one_line(found.err)) == (1, True)
    assert (folder / "overgang.db").read_bytes() == before


def test_check_tells_what_is_wrong(made: Run, folder: Path) -> None:
    store = folder / "overgang.db"
    content = bytearray(store.read_bytes())
    content[-2000] ^= 1
    store.write_bytes(content)
    found = made("check")
    assert found.code == 1
    assert found.err.strip()


def test_the_demonstration_is_the_same_for_a_seed(run: Run, folder: Path) -> None:
    size = ("--people", "14", "--sessions", "40", "--seed", "7")
    first, second, other = (str(folder / name) for name in ("a.db", "b.db", "c.db"))
    for store in (first, second):
        assert run("--store", store, "demo", *size).code == 0
    assert run("--store", other, "demo", *size[:-1], "8").code == 0
    people, again, different = (
        run("--store", store, "--json", "list", "person").json for store in (first, second, other)
    )
    assert len(people) == 14
    assert people == again
    assert people != different
    assert (
        run("--store", first, "--json", "list", "session").json
        == run("--store", second, "--json", "list", "session").json
    )


def test_the_demonstration_is_not_mixed_with_people(made: Run) -> None:
    added(made, "person", name="Lyngvar")
    found = made("demo", "--people", "5")
    assert (found.code, found.out, is_one_line(found.err)) == (1, "", True)
    assert len(made("--json", "list", "person").json) == 1


def test_the_demonstration_fills_an_empty_register(made: Run) -> None:
    made_up = made("--json", "demo", "--people", "5", "--sessions", "10").json
    assert (made_up["people"], made_up["checklist_rounds"]) == (5, 3)
    assert "recovery_code" not in made_up


# --- paper -----------------------------------------------------------------------------------------------------------


def test_languages(bare: Run) -> None:
    found = {row["code"]: row for row in bare("--json", "languages").json}
    assert {"nb", "nn", "en", "pl", "ar", "th"} <= set(found)
    assert found["ar"] == {
        "code": "ar",
        "own_name": "العربية",
        "direction": "rtl",
        "script": "Arab",
        "state": "draft",
        "name": "",
        "day": "",
    }
    assert "العربية" in bare("languages").out


def test_languages_have_come_as_far_as_the_register_says(made: Run) -> None:
    added(made, "language_state", language="ar", state="approved", name="Tindre", day="2026-01-12")
    found = {row["code"]: row for row in made("--json", "languages").json}
    assert [found["ar"][name] for name in ("state", "name", "day")] == ["approved", "Tindre", "2026-01-12"]
    assert [found["pl"][name] for name in ("state", "name", "day")] == ["draft", "", ""]
    assert "Tindre" in made("languages").out


def test_a_form_of_the_county_is_filled_in(made: Run, folder: Path) -> None:
    columns = json.dumps(
        [
            {"heading": "År", "kind": "fact", "what": "year"},
            {"heading": "Samtaler", "kind": "figure", "what": "overview.individual_sessions"},
        ]
    )
    made("add", "column_map", "--set", "name=Fylket", "--set", f"columns={columns}")
    period = ("--from", "2026-01-01", "--to", "2026-12-31")
    lines = made("statistics", *period, "--form", "fylket").out.lstrip("\ufeff").splitlines()
    assert lines[0] == "År;Samtaler"
    assert lines[1].startswith("2026;")
    cells = made("--json", "statistics", *period, "--form", "Fylket").json
    assert [one["heading"] for one in cells] == ["År", "Samtaler"]
    file = folder / "fylket.xlsx"
    made("statistics", *period, "--form", "Fylket", "--format", "xlsx", "--output", str(file))
    assert file.read_bytes().startswith(b"PK")
    wrong = made("statistics", "--form", "Staten")
    assert wrong.code == 1
    assert "Fylket" in wrong.err
