"""
Strava exports in small: other languages, other layouts, lost files, and lists made to hurt.
"""

from __future__ import annotations

import csv
import io

import pytest

from tests.intake import fit_writer as fit
from tests.intake import xml_writer as xml
from tests.intake.dropped import dropped, dropped_folder, recordings_in, zipped
from unknot.domain.recording import FileOutcome, Sport, Surface
from unknot.intake.registry import Readers

ENGLISH = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,"
    "Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance"
)
RUN = '1,"Mar 1, 2024, 7:00:00 AM",Morning Run,Run,,1800,5.00,160,,false,,,,,,1800.5,1750.0,5004.5'


def a_list(*rows: str, header: str = ENGLISH) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def a_gpx() -> bytes:
    return xml.gpx_file(xml.gpx_track(xml.gpx_points(xml.times(60))))


def read_list(content: bytes):
    return Readers().read("activities.csv", content)


def test_a_row_gives_the_figures_that_strava_keeps_and_not_those_it_shows():
    """
    Of the repeated columns the second is finer: seconds with a fraction, metres.
    """
    (run,) = read_list(a_list(RUN)).recordings

    assert (run.elapsed_s, run.timer_s, run.distance_m) == (1800.5, 1750.0, 5004.5)
    assert (run.max_hr, run.title, run.sport) == (160.0, "Morning Run", Sport.RUNNING)
    assert (run.n_records, run.maker) == (0, "Strava")


def test_what_the_runner_wrote_goes_to_the_file_of_the_activity():
    """
    Title, notes, gear and the runner's own rating come from the list; the figures from the file.
    """
    header = f"{ENGLISH},Perceived Exertion"
    row = '1,"Mar 1, 2024, 7:00:00 AM",With Ada,Run,"Warm.\nLegs fine.",60,1.00,,,false,,Old shoes,activities/9.gpx,,,60,60,1000,7.0'  # fmt: skip
    archive = zipped({"activities.csv": a_list(row, header=header), "activities/9.gpx": a_gpx()})
    file, the_list = dropped(archive)
    (run,) = file.read.recordings

    assert (run.title, run.description, run.gear, run.rpe) == ("With Ada", "Warm.\nLegs fine.", "Old shoes", 7.0)  # fmt: skip
    assert run.n_records == 60
    assert the_list.read.outcome is FileOutcome.SKIPPED
    assert "went to the files" in the_list.read.reason


def test_rows_without_a_file_are_kept_and_a_lost_file_is_said():
    """
    A treadmill run typed in at Strava is a run; so is one whose file is not in the archive.
    """
    lost = RUN.replace("1,", "2,", 1).replace("Mar 1", "Mar 2").replace("false,,,,", "false,,,activities/404.fit.gz,")  # fmt: skip
    members = dropped(zipped({"activities.csv": a_list(RUN, lost)}))

    assert [member.is_part for member in members] == [True, True]
    assert [member.codes for member in members] == [[], ["file-missing"]]
    assert "404.fit.gz" in str(members[1].read.warnings[0].sentence)
    assert [each.start_utc.day for each in recordings_in(members)] == [1, 2]


def test_an_archive_packed_again_in_a_folder_with_unpacked_files_is_still_known():
    """
    The list says `.gpx.gz`, the runner has unpacked it, and everything lies in one folder.
    """
    row = RUN.replace("false,,,,", "false,,,activities/9.gpx.gz,")
    archive = zipped({"export_7/activities.csv": a_list(row), "export_7/activities/9.gpx": a_gpx()})
    file, _ = dropped(archive)

    assert (file.path, file.read.recordings[0].title) == (
        "export_7/activities/9.gpx",
        "Morning Run",
    )


def test_an_archive_that_was_unpacked_is_taken_as_a_folder(tmp_path):
    """
    Some computers unpack what they download.
    """
    (tmp_path / "activities").mkdir()
    (tmp_path / "activities" / "9.gpx").write_bytes(a_gpx())
    row = RUN.replace("false,,,,", "false,,,activities/9.gpx.gz,")
    (tmp_path / "activities.csv").write_bytes(a_list(row))
    titles = [each.title for each in recordings_in(dropped_folder(tmp_path))]

    assert titles == ["Morning Run"]


def test_files_that_no_row_names_are_read_and_other_things_are_left_with_a_reason():
    """
    An activity newer than the list is an activity; photos, routes and account data are none.
    """
    members = dropped(
        zipped(
            {
                "activities.csv": a_list(RUN),
                "activities/new.fit": fit.fit_file(),
                "routes/1.gpx": a_gpx(),
                "media/a.jpg": b"\xff\xd8",
                "clubs.csv": "Club\n",
            }
        )
    )
    read = {member.path: member.read for member in members}

    assert len(read["activities/new.fit"].recordings) == 1
    assert "planned" in read["routes/1.gpx"].reason
    assert "photo" in read["media/a.jpg"].reason
    assert "account" in read["clubs.csv"].reason


def test_several_rows_of_one_file_are_told_apart_by_their_times():
    """
    A triathlon is one file and three rows: no leg is given the title of another.
    """
    leg = RUN.replace("false,,,,", "false,,,activities/9.fit,")
    other = leg.replace("Morning Run", "The ride").replace("7:00:00", "8:00:00").replace(",Run,", ",Ride,")  # fmt: skip
    members = dropped(
        zipped({"activities.csv": a_list(leg, other), "activities/9.fit": fit.fit_file()})
    )

    assert [member.is_part for member in members] == [False, True, True]
    assert [each.title for each in recordings_in(members)][1:] == ["Morning Run", "The ride"]
    assert recordings_in(members)[0].title not in ("Morning Run", "The ride")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Verstrichene Zeit,Distanz,Dateiname",
            '1,"01.03.2024, 07:00:00",Morgens,Lauf,1800,"5,00",',
        ),
        (
            "ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,Temps écoulé,Distance",
            '1,"1 mars 2024 à 07:00:00",Le matin,Course à pied,1800,"5,00"',
        ),
        (
            "ID de actividad,Fecha de la actividad,Nombre de la actividad,Tipo de actividad,Tiempo transcurrido,Distancia",
            '1,"1 mar 2024, 7:00:00",Temprano,Carrera,1800,"5,00"',
        ),
        (
            "Activiteits-ID,Datum van activiteit,Naam van activiteit,Activiteitstype,Verstreken tijd,Afstand",
            '1,"1 mrt. 2024 07:00:00",Vroeg,Hardloopsessie,1800,"5,0"',
        ),
        (
            "Identyfikator aktywności,Data aktywności,Nazwa aktywności,Rodzaj aktywności,Czas trwania,Dystans",
            '1,"1 mar 2024, 07:00:00",Rano,Bieg,1800,"5,00"',
        ),
        (
            "アクティビティID,アクティビティ実行日,アクティビティ名,アクティビティタイプ,経過時間,距離",
            "1,2024/03/01 7:00:00,朝のランニング,ランニング,1800,5.00",
        ),
        (
            "ID attività,Data dell'attività,Nome dell'attività,Tipo di attività,Tempo trascorso,Distanza",
            '1,"1 mar 2024, 07:00:00",Mattina,Corsa,1800,"5,00"',
        ),
        (
            "ID da atividade,Data da atividade,Nome da atividade,Tipo de atividade,Tempo decorrido,Distância",
            '1,"1 de mar. de 2024 07:00:00",Cedo,Corrida,1800,"5,00"',
        ),
        (
            "id,date,name,type,description,elapsed_time,distance,commute,gear,filename",
            "1,2024-03-01 07:00:00,Evening Run,Run,,1800,5000.0,false,,",
        ),
    ],
    ids=["de", "fr", "es", "nl", "pl", "ja", "it", "pt", "before 2019"],
)  # fmt: skip
def test_the_list_is_read_in_the_languages_it_comes_in(header, row):
    """
    Another language, decimal commas, local dates: the same run.
    """
    (run,) = read_list(a_list(row, header=header)).recordings

    assert (run.start_utc.isoformat(), run.sport) == (
        "2024-03-01T07:00:00+00:00",
        Sport.RUNNING,
    )
    assert (run.elapsed_s, run.distance_m) == (1800.0, 5000.0)
    assert run.title != ""


def test_a_language_we_do_not_know_is_read_by_the_places_of_the_columns():
    """
    Names that stand twice where Strava repeats them betray the layout.
    """
    unknown = [
        "A",
        "B",
        "C",
        "D",
        "E",
        "Uus",
        "Kaug",
        "Puls",
        "Pin",
        "F",
        "G",
        "H",
        "I",
        "J",
        "K",
        "Uus",
        "L",
        "Kaug",
    ]
    row = '7,"1. 3. 2024 07:00:00",Hommik,Jooks,,1800,"5,00",160,,,,Kingad,,,,1800.5,1750.0,5004.5'
    (run,) = read_list(a_list(row, header=",".join(unknown))).recordings

    assert (run.elapsed_s, run.timer_s, run.distance_m) == (1800.5, 1750.0, 5004.5)
    assert (run.title, run.gear, run.sport) == ("Hommik", "Kingad", Sport.OTHER)


@pytest.mark.parametrize(
    ("kind", "sport", "surface"),
    [
        ("Trail Run", Sport.RUNNING, Surface.TRAIL),
        ("Virtual Run", Sport.RUNNING, Surface.TREADMILL),
        ("Běh", Sport.RUNNING, Surface.UNKNOWN),
        ("Virtueller Lauf", Sport.RUNNING, Surface.TREADMILL),
        ("Langlauf", Sport.SKIING, Surface.UNKNOWN),
        ("Weight Training", Sport.STRENGTH, Surface.UNKNOWN),
        ("Fietsrit", Sport.CYCLING, Surface.UNKNOWN),
        ("Quidditch", Sport.OTHER, Surface.UNKNOWN),
        ("Workout", Sport.OTHER, Surface.UNKNOWN),
    ],
)
def test_kinds_of_sport_are_known_by_the_words_of_strava(kind, sport, surface):
    """
    What we do not know stays `other`, and cross-country skiing is no run.
    """
    (effort,) = read_list(a_list(RUN.replace(",Run,", f",{kind},"))).recordings

    assert (effort.sport, effort.surface) == (sport, surface)


def test_the_day_and_the_month_are_told_apart_by_the_whole_table():
    """
    One date with a 13 in it tells how all of them are written.
    """
    header = "Activity ID,Activity Date,Activity Type,Elapsed Time"
    american = read_list(a_list("1,3/1/2024 07:00,Run,60", "2,3/13/2024 07:00,Run,60", header=header))  # fmt: skip
    european = read_list(a_list("1,1/3/2024 07:00,Run,60", "2,13/3/2024 07:00,Run,60", header=header))  # fmt: skip

    assert [each.start_utc.date().isoformat() for each in american.recordings] == [
        "2024-03-01",
        "2024-03-13",
    ]
    assert american.recordings == european.recordings


def test_rows_without_a_date_are_counted_and_the_others_are_in():
    """
    No date is invented; the warning names the first row.
    """
    got = read_list(a_list(RUN, RUN.replace('"Mar 1, 2024, 7:00:00 AM"', "soon")))

    assert len(got.recordings) == 1
    assert [warning.code for warning in got.warnings] == ["no-date"]
    assert "row 3" in got.warnings[0].text
    assert read_list(a_list(RUN.replace("2024", "9024"))).outcome is FileOutcome.FAILED


def test_distances_that_can_only_be_metres_are_read_as_metres():
    """
    Some tools write one column of metres under the name of Strava's kilometres.
    """
    header = "Activity ID,Activity Date,Activity Type,Elapsed Time,Distance"
    got = read_list(a_list("1,2024-03-01 07:00:00,Run,1500,5000.0", header=header))

    assert got.recordings[0].distance_m == 5000.0
    assert [warning.code for warning in got.warnings] == ["metres-guessed"]


def test_a_header_without_rows_is_imported_and_says_that_nothing_is_in_it():
    """
    A new account's list is no failure.
    """
    got = read_list(a_list())

    assert (got.outcome, got.recordings) == (FileOutcome.IMPORTED, ())
    assert [warning.code for warning in got.warnings] == ["no-rows"]


def test_the_pieces_of_two_exports_in_different_languages_are_the_same_bytes():
    """
    So the second export brings no second copy of a run without a file.
    """
    from unknot.intake.strava_rows import as_piece
    from unknot.intake.strava_rows import read_list as rows_in
    from unknot.intake.tables import read_table

    english = rows_in(read_table(a_list(RUN.replace(",Run,", ",Run,"))))
    german = rows_in(
        read_table(
            a_list(
                '1,"01.03.2024, 07:00:00",Morning Run,Run,,1800,"5,00",160,,,,,,,,1800.5,1750.0,5004.5',
                header="Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,Max. Herzfrequenz,Relative Leistung,Pendeln,Hinweis,Aktivitätsausrüstung,Dateiname,Sportlergewicht,Fahrradgewicht,Verstrichene Zeit,Bewegungszeit,Distanz",
            )
        )
    )

    assert as_piece(english.rows[0]) == as_piece(german.rows[0])
    assert read_list(as_piece(english.rows[0])).recordings == read_list(a_list(RUN)).recordings


@pytest.mark.parametrize(
    "figure",
    ["NaN", "inf", "-1", "1e308", "1" * 5000, "5;3", "=1+1", "٣", "0x10", "1,2,3,4", "𝟓"],
)
def test_figures_that_are_none_never_become_a_run_that_cannot_be(figure):
    """
    What is no number is missing; what is impossible is not believed.
    """
    cells = next(csv.reader(io.StringIO(RUN)))
    for place in (5, 6, 7, 15, 16, 17):
        cells[place] = figure
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    got = read_list(a_list(text.getvalue().strip()))

    assert got.outcome is FileOutcome.IMPORTED
    (run,) = got.recordings
    assert run.elapsed_s is None or 0 <= run.elapsed_s <= 14 * 86_400
    assert run.max_hr is None or 0 < run.max_hr < 255
    assert run.distance_m is None or run.distance_m <= 2e6 or not run.trusted_distance


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff" * 500,
        ENGLISH.encode() + b'\n1,"' + b"x" * 10_000_000,
        b",".join([b"Activity Date", b"Activity Type", b"Elapsed Time"] * 5000) + b"\n,,,\n",
        a_list(*['"' * 31] * 50),
        ("\ufeff" + ENGLISH + "\r\n" + RUN).encode("utf-16"),
    ],
    ids=["empty", "no text", "a field of 10 MB", "15,000 columns", "quotes", "utf-16"],
)
def test_lists_made_to_hurt_have_an_outcome_with_a_sentence(content):
    """
    No traceback, in the list alone and in an archive.
    """
    alone = read_list(content)
    members = dropped(zipped({"activities.csv": content, "activities/1.fit": fit.fit_file()}))

    assert "could not be read (" not in alone.reason or alone.outcome is FileOutcome.FAILED
    assert not any("Please export it again" in member.read.reason for member in members)
    assert any(member.path == "activities/1.fit" and member.read.recordings for member in members)
