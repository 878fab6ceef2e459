"""
What a runner does on the pages, with plain forms and no script.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.intake.workout_writer import Step, workout_file
from tests.web.conftest import text_of
from unknot.app.errors import StoreUnusable
from unknot.domain.body import BodyPart, Region, Side
from unknot.domain.safety import InjuryKind, Refused
from unknot.domain.session import CareKind, ItemStatus, MassageType

LEFT_CALF = BodyPart(Region.CALF, Side.LEFT)
TODAY = date(2026, 11, 24)


def wait_for_plan(browser) -> None:
    """
    Until the planner behind the pages has nothing left to do.
    """
    for _ in range(200):
        if not browser.client.app.state.door.replanner.is_busy(browser.runner):
            return
        time.sleep(0.1)


def test_the_sample_comes_and_goes_with_one_button(empty):
    """
    Loading it shows a plan soon; removing it leaves the house as it was.
    """
    page = empty.post("/sample")
    assert "A sample to look around in" in page
    wait_for_plan(empty)
    assert empty.house.kept_plan(empty.runner).decision.items

    page = empty.post("/sample/remove")
    assert "The sample is gone" in page
    assert empty.house.runner() is None


def test_a_check_in_is_kept_as_it_was_given(sample):
    """
    Soreness, pain apart from it, sleep, stress and tiredness.
    """
    form = {
        "on": TODAY.isoformat(), "soreness:calf.left": "6", "pain:calf.left": "2",
        "sleep_h": "6.5", "stress": "4", "fatigue": "5", "note": "stairs",
    }  # fmt: skip

    assert "Your check-in is saved" in sample.post("/check-in", form)

    kept = max(sample.house.check_ins(sample.runner), key=lambda each: each.date)
    assert kept.date == TODAY
    assert {(each.part, each.score) for each in kept.soreness} >= {(LEFT_CALF, 6)}
    assert [(each.part, each.score) for each in kept.pain] == [(LEFT_CALF, 2)]
    assert (kept.sleep_h, kept.stress, kept.fatigue, kept.note) == (6.5, 4, 5, "stairs")


def test_a_part_taken_away_is_no_longer_sore(sample):
    """
    The form starts from yesterday; what is removed there is a zero, not silence.
    """
    assert 'id="part-calf.left"' in sample.get("/check-in")

    sample.post("/check-in", {"on": TODAY.isoformat(), "soreness:knee.right": "3"})

    kept = max(sample.house.check_ins(sample.runner), key=lambda each: each.date)
    assert {each.part: each.score for each in kept.soreness}[LEFT_CALF] == 0


def test_parts_are_added_and_removed_without_losing_anything(sample):
    """
    Each button brings the same form back with everything that was filled in.
    """
    form = {"on": TODAY.isoformat(), "soreness:calf.left": "6", "note": "stairs"}
    page = sample.post("/check-in/parts", {**form, "add": "shin.right"})

    assert 'id="part-shin.right"' in page
    assert 'value="stairs"' in page
    assert (
        'name="soreness:calf.left" value="6" data-part="calf.left" data-level="3" checked' in page
    )
    assert 'id="part-calf.left"' not in sample.post(
        "/check-in/parts", {**form, "drop": "calf.left"}
    )


def test_nothing_sore_is_an_answer(sample):
    """
    One tick says zero for every part that is not named.
    """
    sample.post("/check-in", {"on": TODAY.isoformat(), "nothing_else": "1"})

    kept = max(sample.house.check_ins(sample.runner), key=lambda each: each.date)
    assert {0} == {each.score for each in kept.soreness}
    assert len(kept.soreness) == 48


def test_an_impossible_check_in_is_refused_beside_the_form(sample):
    """
    422, a sentence, and nothing kept.
    """
    before = len(sample.house.check_ins(sample.runner))
    page = sample.post("/check-in", {"on": TODAY.isoformat(), "sleep_h": "80"}, 422)

    assert "This goes from 0 to 24." in page
    assert before == len(sample.house.check_ins(sample.runner))


def test_an_item_is_done_and_taken_back(sample):
    """
    Done shows at once; taking it back makes it open again.
    """
    item = next(
        i for i in sample.house.kept_plan(sample.runner).decision.items
        if i.date == TODAY and i.kind is not CareKind.MASSAGE
    )  # fmt: skip
    assert "Marked as done" in sample.post(f"/items/{item.id}", {"status": "done", "back": "/"})
    assert [item.id] == [
        each.item_id for each in sample.house.care_records(sample.runner) if each.item_id == item.id
    ]

    assert "Taken back" in sample.post(f"/items/{item.id}", {"status": "proposed", "back": "/"})
    assert item.id not in {each.item_id for each in sample.house.care_records(sample.runner)}


def test_a_massage_that_is_booked_becomes_an_appointment(sample):
    """
    "I booked it" turns a proposal into something the plan never moves.
    """
    item = next(
        i
        for i in sample.house.kept_plan(sample.runner).decision.items
        if i.kind is CareKind.MASSAGE
    )
    sample.post(f"/items/{item.id}", {"status": "confirmed", "back": "/"})

    booked = {each.id: each for each in sample.house.appointments(sample.runner)}
    assert booked[item.id].status is ItemStatus.CONFIRMED


def test_the_way_back_leads_to_our_own_pages_only(sample):
    """
    A form cannot send the runner anywhere else.
    """
    item = sample.house.kept_plan(sample.runner).decision.items[0]
    sample.get("/")
    answer = sample.client.post(
        f"/items/{item.id}",
        data={
            "csrf": sample.client.cookies["unknot_csrf"],
            "status": "done",
            "back": "//evil.example",
        },
        follow_redirects=False,
    )

    assert answer.headers["location"].startswith("/?said=")


def test_a_new_run_is_rated_with_one_tap(sample):
    """
    The question goes away once it is answered.
    """
    page = sample.get("/")
    run_id = page.split("/rate")[0].rsplit("/", 1)[1]
    assert "How hard was it?" in page

    page = sample.post(f"/runs/{run_id}/rate", {"rpe": "7", "back": "/"})

    assert sample.house.show_run(sample.runner, run_id).run.rpe == 7
    assert "How hard was it?" not in page


def test_something_wrong_takes_the_massages_away(sample):
    """
    An emergency sign: the page says to call, Today offers no massage any more.
    """
    sign = sample.house.warning_signs()[0]
    page = text_of(sample.post("/wrong", {"signs": sign.code}))

    assert "Call your emergency number" in page
    assert isinstance(sample.house.gate(sample.runner), Refused)
    today = text_of(sample.get("/"))
    assert "Call for help now" in today
    wait_for_plan(sample)
    items = sample.house.kept_plan(sample.runner).decision.items
    assert not [item for item in items if item.kind is CareKind.MASSAGE and item.date >= TODAY]

    report = sample.house.reports(sample.runner)[0]
    assert "That report is closed" in sample.post(f"/wrong/{report.id}/end")


def test_runs_wait_while_running_is_closed(sample):
    """
    With pain on a bone Today says at once that runs wait, why, until when and where to end it,
    and asks for nothing around a run; once it is over the day is as it was.
    """
    before = text_of(sample.get("/"))
    assert "Loosen before the run" in before
    assert "How hard was it?" in before

    sample.post("/wrong", {"signs": "bone-pain", "parts": "inner-shin.left"})
    for _planned in range(2):
        page = sample.get("/")
        today = text_of(page)
        assert "No running for now" in today
        assert "get medical advice today. Your runs wait until you say that it is over." in today
        assert '<a class="btn btn-citron" href="/wrong">' in page
        assert "Loosen before the run" not in today
        assert "How hard was it?" not in today
        assert "Not now" in today.partition("Your day")[2].partition("How your legs feel")[0]
        wait_for_plan(sample)

    report = sample.house.reports(sample.runner)[0]
    sample.post(f"/wrong/{report.id}/end")
    wait_for_plan(sample)
    assert "No running for now" not in sample.get("/")
    assert "Not now" not in sample.get("/plan")


def test_the_plan_marks_the_runs_that_wait(sample):
    """
    Ill until Thursday: those runs say "not now" and the day says why; Friday's is as usual.
    """
    ill = sample.house.add_injury(sample.runner, InjuryKind.ILLNESS, TODAY, ())
    sample.house.end_injury(sample.runner, ill.id, date(2026, 11, 26))
    thursday = text_of(sample.get("/plan?day=2026-11-26"))
    friday = text_of(sample.get("/plan?day=2026-11-27"))

    assert "easy run, not now" in thursday
    assert "rest until you are well again. Your runs wait until Thu 26 Nov is over." in thursday
    for page, is_closed in ((thursday, True), (friday, False)):
        day = page.rpartition("November 5.3 km, easy run")[2].partition("How sore")[0]
        assert day.strip().startswith("Not now") is is_closed
        assert ("You are ill until Thursday 26 November" in day) is is_closed
    assert "until 26 November 2026" in text_of(sample.get("/wrong"))


def test_an_answer_that_closes_the_plan_leads_back_to_the_answers(sample):
    """
    What was ticked among the questions is changed there, not where signs are reported.
    """
    sample.house.answer_gate(sample.runner, frozenset({"blood-clot"}), frozenset(), False)

    assert '<a class="btn btn-citron" href="/safety">' in sample.get("/")


def test_a_place_without_a_sign_is_a_report_too(sample):
    """
    Who only says where has said that something is wrong there.
    """
    sample.post("/wrong", {"parts": "knee.left"})
    (report,) = sample.house.reports(sample.runner)

    assert report.signs == {"something-else"}
    assert [(part.region, part.side) for part in report.parts] == [("knee", "left")]
    sample.post("/wrong", {}, 422)


def test_the_safety_questions_need_an_answer(empty):
    """
    Nothing ticked is no answer; both ticked is a contradiction; one tick is enough.
    """
    question = empty.house.intake_questions()[0].code
    assert "Tick what is true of you" in empty.post("/safety", {}, 422)
    assert "Which is it?" in empty.post("/safety", {"none": "1", "conditions": question}, 422)
    assert empty.house.gate_answers(empty.runner) is None

    empty.post("/safety", {"none": "1"})

    assert empty.house.gate_answers(empty.runner).conditions == frozenset()


def test_a_scar_limits_only_the_place_it_is_at(empty):
    """
    Where a condition is may be said, and is remembered; the rest of the body stays free.
    """
    empty.post("/safety", {"conditions": "scar", "place:scar": "calf.left"})

    assert empty.house.gate_answers(empty.runner).places == {"scar": (LEFT_CALF,)}
    assert 'name="place:scar" value="calf.left" checked' in empty.get("/safety")
    limits = empty.house.gate(empty.runner).limits
    assert all(limit.parts is None or LEFT_CALF in limit.parts for limit in limits)
    assert any(limit.parts == frozenset({LEFT_CALF}) for limit in limits)


def test_files_get_an_outcome_each(sample):
    """
    A good one, the same one again, and nonsense: nothing stops the rest.
    """
    good = GPX.encode()
    page = text_of(
        sample.post(
            "/history",
            files=[
                ("files", ("run.gpx", good)), ("files", ("again.gpx", good)),
                ("files", ("broken.fit", b"not a fit file")),
            ],
        )
    )  # fmt: skip

    assert "run.gpx" in page
    assert "1 imported" in page
    assert "1 already here" in page
    assert "1 not read" in page


def test_the_page_of_a_run_shows_what_was_written_of_it(empty):
    """
    Notes line by line, the gear among the facts, and what looks like a tag as it was typed.
    """
    the_list = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
        "Distance,Activity Gear\n"
        '1,"Nov 20, 2026, 7:00:00 AM",With Ben,Run,"Warm.\n<b>Legs fine</b>",1800,5.00,Old shoes\n'
    )
    empty.post("/welcome/files", files=[("files", ("activities.csv", the_list.encode()))])
    [run] = empty.house.list_runs(empty.runner)
    page = empty.get(f"/runs/{run.run_id}")

    assert "<h1>With Ben</h1>" in page
    assert "<dt>Gear</dt><dd>Old shoes</dd>" in page
    assert "<p>Warm.</p><p>&lt;b&gt;Legs fine&lt;/b&gt;</p>" in page


def test_a_first_file_leads_to_three_questions(empty):
    """
    After the first run the next race, money and evenings are asked, and may be skipped.
    """
    page = empty.post("/welcome/files", files=[("files", ("run.gpx", GPX.encode()))])

    assert "1 imported" in page
    assert 'href="/welcome/questions"' in page
    assert "What shall the plan fit?" in empty.get("/welcome/questions")

    form = {
        "race_date": "2027-01-17", "race_distance": "21097.5", "budget": "110", "currency": "eur",
        "price_type": "sports", "minutes": "45", "price": "55", "weekday": ["1", "3"],
    }  # fmt: skip
    assert "Before the first plan" in empty.post("/welcome/questions", form)
    kept = empty.house.settings(empty.runner)
    assert (
        kept.budget_cents_a_month, kept.currency, kept.prices[0].cents,
    ) == (11000, "EUR", 5500)  # fmt: skip
    assert [evening.weekday for evening in kept.free_times] == [1, 3]
    assert kept.races[0].date == date(2027, 1, 17)


def test_files_without_a_run_say_so_on_the_first_page(empty):
    """
    A wrong file is no dead end.
    """
    page = empty.post("/welcome/files", files=[("files", ("x.fit", b"no"))])

    assert "None of these files held a run" in page
    assert "Drop your files here" in empty.get("/")


def test_a_run_by_hand_is_added(sample):
    """
    A treadmill run without a watch, with a comma in its distance.
    """
    before = len(sample.house.list_runs(sample.runner))
    form = {"date": "2026-11-24", "time": "07:00", "minutes": "42", "distance": "8,2", "rpe": "4"}
    sample.post("/history/run", form)

    runs = sample.house.list_runs(sample.runner, TODAY)
    assert before + 1 == len(sample.house.list_runs(sample.runner))
    assert [round(run.distance_m) for run in runs] == [8200]
    assert "How many minutes" in sample.post("/history/run", {"date": "2026-11-24"}, 422)


@pytest.mark.parametrize(
    ("now", "day", "clock"),
    [
        (datetime(2026, 11, 24, 8, 12, tzinfo=UTC), "2026-11-24", "08:10"),
        (datetime(2026, 11, 23, 23, 40, tzinfo=UTC), "2026-11-23", "23:40"),
    ],
)
def test_a_run_by_hand_is_one_that_has_just_ended(sample, now, day, clock):
    """
    The form starts an hour ago on the runner's wall clock, not in an evening still to come.
    """
    sample.house.change_settings(sample.runner, zone="Europe/Prague")
    sample.house.clock.instant = now
    form = sample.get("/history").partition('id="by-hand"')[2]

    assert f'name="date" type="date" value="{day}"' in form
    assert f'name="time" type="time" value="{clock}"' in form


def test_a_guess_stays_a_guess_while_only_the_effort_is_said(sample):
    """
    Saying how hard a run was does not say of which kind it was.
    """
    run = sample.house.list_runs(sample.runner)[-1].run_id
    page = sample.get(f"/runs/{run}")
    assert '<option value="" selected>Our guess: long run</option>' in page

    sample.post(f"/runs/{run}/rate", {"rpe": "6", "kind": ""})
    assert sample.house.show_run(sample.runner, run).kind_is_inferred
    sample.post(f"/runs/{run}/rate", {"rpe": "6", "kind": "easy"})
    assert "Our guess" not in sample.get(f"/runs/{run}")


def test_a_training_plan_is_read_and_forgotten(sample):
    """
    What was understood is shown; a file that is no plan gets a sentence.
    """
    days = [TODAY + timedelta(days=offset) for offset in (1, 3, 5)]
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}@x\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}"
        "\r\nSUMMARY:Easy run 8 km\r\nEND:VEVENT\r\n"
        for day in days
    )
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()

    assert "3 runs understood" in sample.post("/history/plan", files={"plan": ("p.ics", calendar)})
    page = sample.post("/history/plan", status=422, files={"plan": ("p.ics", b"\x00\x01")})
    assert 'id="plan-wrong"' in page
    assert "Back to your usual week" in sample.post("/history/plan/forget")


def test_a_workout_is_put_on_the_day_of_the_form(sample):
    """
    Without a day the page asks for one, a day that is none is marked, and what is assumed is listed.
    """
    workout = ("track.fit", workout_file((Step(metres=8000), Step(seconds=600)), sport=None))
    day = (TODAY + timedelta(days=2)).isoformat()
    without = sample.post("/history/plan", status=422, files={"plan": workout})
    wrong = sample.post("/history/plan", {"plan_on": "soon"}, status=422, files={"plan": workout})
    read = sample.post("/history/plan", {"plan_on": day}, files={"plan": workout})

    assert "names no day" in without
    assert 'value="soon"' in wrong
    assert "1 run understood" in read
    assert "names no sport and was taken as a run" in read
    assert "Not understood, or assumed" in read


def test_a_training_plan_that_is_over_says_so_and_can_be_forgotten(sample):
    """
    When it is read in and afterwards, for as long as it is kept.
    """
    plan = ("p.csv", f"date,workout\n{TODAY - timedelta(days=2)},Easy run 8 km\n".encode())
    said = "The last run of this plan was on 22 November 2026, so your usual week is used."

    assert said in sample.post("/history/plan", files={"plan": plan})
    assert said in sample.get("/history")
    assert said not in sample.post("/history/plan/forget")


def test_the_rest_and_strength_days_of_a_plan_stand_on_the_plan_page(sample):
    """
    In plain words: on the day, in the weeks and among what is coming up.
    """
    words = ("Easy run 8 km", "Rest day", "Strength", "Strength + easy run 5 km")
    rows = "".join(f"{TODAY + timedelta(days=n)},{what}\n" for n, what in enumerate(words, start=1))
    plan = ("p.csv", f"date,workout\n{rows}".encode())
    read = sample.post("/history/plan", files={"plan": plan})
    wait_for_plan(sample)
    pages = [sample.get(f"/plan?day={TODAY + timedelta(days=n)}") for n in range(1, 5)]

    assert "1 rest day, 2 days of strength work" in read
    days = [page.split('id="day"')[1].split("</section>")[0] for page in pages]
    assert ["Rest day" in day for day in days] == [False, True, False, False]
    assert ["Strength" in day for day in days] == [False, False, True, True]
    agenda = pages[0].split('class="agenda"')[1].split("</ol>")[0]
    assert "Rest day" in agenda
    assert "Strength" in agenda
    assert pages[0].count('<span class="other">') == 3


def test_settings_are_saved_section_by_section(sample):
    """
    Each section keeps its own and leaves the others alone.
    """
    sample.post("/settings/money", {"budget": "80,50", "currency": "eur", "rhythm_days": "21"})
    sample.post("/settings/body", {"resting_hr": "48", "maximal_hr": "188", "threshold": "4:35"})
    sample.post("/settings/prices", {"price_type": "light", "price_minutes": "30", "price": "35"})

    kept = sample.house.settings(sample.runner)
    assert (kept.budget_cents_a_month, kept.rhythm_days) == (8050, 21)
    assert (kept.resting_hr, kept.maximal_hr, kept.threshold_pace_s_per_km) == (48, 188, 275)
    assert (MassageType.LIGHT, 30, 3500) in [
        (price.massage_type, price.minutes, price.cents) for price in kept.prices
    ]


def test_a_wrong_setting_stays_typed_and_says_why(sample):
    """
    422, the sentence beside the field, what was typed still there, nothing changed.
    """
    before = sample.house.settings(sample.runner)
    page = sample.post("/settings/body", {"resting_hr": "500", "maximal_hr": "188"}, 422)

    assert 'aria-describedby="resting_hr-wrong' in page
    assert 'value="500"' in page
    assert "This goes from 25 to 120." in page
    assert "is not a known time zone" in sample.post("/settings/you", {"zone": "Mars/Base"}, 422)
    assert before == sample.house.settings(sample.runner)


def test_entries_of_a_list_can_be_removed(sample):
    """
    A race added is a race that can go again.
    """
    sample.post("/settings/races", {"race_date": "2027-05-02", "race_distance": "10"})
    races = sample.house.settings(sample.runner).races
    assert races[-1].date == date(2027, 5, 2)

    sample.post("/settings/races/remove", {"key": str(len(races) - 1)})

    assert races[:-1] == sample.house.settings(sample.runner).races


def test_a_past_massage_is_logged(sample):
    """
    With its kind, minutes and price.
    """
    form = {
        "date": "2026-11-20",
        "type": "sports",
        "minutes": "45",
        "price": "55",
        "places": "legs",
    }
    sample.post("/massage", form)

    had = [
        each for each in sample.house.appointments(sample.runner) if each.date == date(2026, 11, 20)
    ]
    assert [(m.massage_type, m.minutes, m.cents) for m in had] == [(MassageType.SPORTS, 45, 5500)]


def test_the_private_calendar_opens_with_its_address_only(sample):
    """
    A new address works and ends the old one; a wrong one finds nothing.
    """
    addresses = []
    for _ in range(2):
        page = sample.post("/settings/feed")
        addresses.append("/calendar/" + page.split("/calendar/")[1].split("<")[0])
    old, new = addresses

    assert "BEGIN:VCALENDAR" in sample.get(new)
    sample.get(old, 404)
    sample.get("/calendar/" + "0" * 64 + ".ics", 404)
    sample.get("/calendar/short.ics", 404)


def test_a_calendar_program_gets_the_feed_once_and_fresh_plans_for_good(sample):
    """
    What it has already is not sent again, and a new day's plan is made though no page is opened.
    """
    address = "/calendar/" + sample.post("/settings/feed").split("/calendar/")[1].split("<")[0]
    first = sample.client.get(address)
    known = {"if-none-match": first.headers["etag"]}

    again = sample.client.get(address, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert sample.client.head(address).headers["etag"] == first.headers["etag"]
    assert "private" in first.headers["cache-control"]

    sample.house.clock.instant += timedelta(days=1)
    sample.client.get(address)
    wait_for_plan(sample)
    assert sample.client.get(address, headers=known).status_code == 200


def test_a_disk_that_is_full_is_a_sentence(sample, monkeypatch):
    """
    422 for a form and for a script; the pages still show what was there before.
    """
    wait_for_plan(sample)

    def full(_runner: str) -> None:
        raise StoreUnusable("The disk is full, so the last step was not kept.")

    monkeypatch.setattr(sample.house.store, "open", full)

    assert "The disk is full" in sample.post("/check-in", {"sleep": "7"}, 422)
    answer = sample.client.patch(
        "/api/v1/settings", json={"rhythm_days": 21}, headers={"x-unknot-request": "1"}
    )
    assert (answer.status_code, answer.json()["error"][:16]) == (422, "The disk is full")
    sample.get("/")


def test_everything_can_be_downloaded_and_deleted(sample):
    """
    Deleting needs the words; after it nothing is left.
    """
    archive = sample.client.get("/export.zip")
    assert archive.content.startswith(b"PK")
    assert "nothing was deleted" in sample.post("/settings/erase", {"confirm": "yes"}, 422)

    sample.post("/settings/erase", {"confirm": "delete everything"})

    assert sample.house.runner() is None


def _points() -> str:
    return "".join(
        f'<trkpt lat="{50 + second * 0.00003:.6f}" lon="14.4"><ele>200</ele>'
        f"<time>2026-11-23T06:{second // 60:02d}:{second % 60:02d}Z</time></trkpt>"
        for second in range(0, 1800, 5)
    )


GPX = (
    '<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'
    f"<trk><name>Morning run</name><type>running</type><trkseg>{_points()}</trkseg></trk></gpx>"
)
