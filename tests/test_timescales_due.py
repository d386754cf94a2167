"""Due dates: the latest printed, the new one of an update, the inferred one with its reason; what is told of odd dates; hostile cells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantrace.normalise.model import Timescale
from plantrace.normalise.timescales import check_timescales, infer_due, latest_due, read_due_revised, read_timescales


@pytest.mark.parametrize(
    ("printed", "due"),
    [
        ("May 2012\nOngoing", date(2012, 5, 31)),
        ("October 2012\nJanuary 2012\nJanuary 2013", date(2013, 1, 31)),  # the latest, not the last
        ("Within 3 months\nDecember 2012", date(2012, 12, 31)),
        ("February 2008", date(2008, 2, 29)),  # a leap year
        ("Winter 2013/14", date(2014, 2, 28)),  # the year in which the winter ends
        ("Completed March 2013", date(2013, 3, 31)),
        ("August 2013 onwards", None),  # no end
        ("Monthly", None),
        ("June", None),
        ("", None),
    ],
)
def test_due_is_the_latest_end(printed: str, due: date | None) -> None:
    assert latest_due(read_timescales(printed)) == due


@pytest.mark.parametrize(
    ("progress", "revised"),
    [
        # an update of Stockton-on-Tees, 2013, each
        ("Revised timescale of January 2014, to meet new national Single Assessment guidance", date(2014, 1, 31)),
        ("Timescale likely now to be March 2014", date(2014, 3, 31)),
        ("Scoping document produced - revised timescale September 2013", date(2013, 9, 30)),
        (
            "Revised CP plan format agreed with CYPMT; to be submitted to SLSCB in September 2013",
            None,
        ),  # the format is revised, not the date
        ("Timescale needs to be reviewed, once revised procedures (as above) are implemented", None),
        # of Sunderland, 2013
        ("Revised supervision audit process agreed at SMT on 20 September 2012", None),
        ("SSCB has issued a challenge regarding this delay as CAF procedures will not be available until June 2013", None),
        ("Multi-agency task and finish group to be established (timescale for completion August 2012)", None),  # a timescale, not a new one
        # forms of other updates
        ("Deadline moved to 31 May 2014", date(2014, 5, 31)),
        ("Completion date for the audit extended to the end of June 2014.", date(2014, 6, 30)),
        ("Extended to 30/09/14", date(2014, 9, 30)),
        ("AMBER – now expected by June 2014", date(2014, 6, 30)),
        ("Will now be completed by 30/09/14", date(2014, 9, 30)),
        ("now due for completion in Q3 2014/15", date(2014, 12, 31)),
        ("Training postponed until 3 June 2014", date(2014, 6, 3)),
        ("Rescheduled for autumn 2014", date(2014, 11, 30)),
        ("Amber. Put back to Sept 14", date(2014, 9, 30)),
        ("New target date: 1 May 2015", date(2015, 5, 1)),
        ("Revised to June 2014. Further revised to October 2014.", date(2014, 10, 31)),  # the last one printed
        ("Revised from April 2014 to June 2014", date(2014, 6, 30)),
        ("Original date of March 2014 has been put back to May 2014", date(2014, 5, 31)),
        ("Extension agreed to 30/04/2015", date(2015, 4, 30)),
        ("The team moved from Hull in April 2014 to Leeds in June 2014", None),
        ("Revised date June", None),  # its year is not printed
        ("The pilot was extended to 5 teams by June 2013", None),
        ("Has now been completed in June 2013", None),
        ("Due in June 2013 and is now completed", None),
        ("The new date system was launched in June 2013", None),
        ("Team moved to new offices in March 2014", None),
        ("Agreed by the Board in June 2013", None),
        ("", None),
    ],
)
def test_a_revised_date_is_announced_as_one(progress: str, revised: date | None) -> None:
    assert read_due_revised(progress) == revised


PLAN = "2011-09-02"


@pytest.mark.parametrize(
    ("printed", "plan", "inspection", "inferred"),
    [
        ("November", PLAN, None, (date(2011, 11, 30), "“November” has no year; 2011 alone lies from 6 months before to 12 months after the plan's date (2011-09-02).")),
        ("July", PLAN, None, None),  # 2011 or 2012: both lie near
        ("November", None, None, None),
        ("June", "2008/2009", None, None),  # a plan of two years fits two Junes
        ("Feb & Oct", "2018-12", None, None),  # October could be 2018's or 2019's
        ("From November", PLAN, None, None),  # a beginning is no deadline
        ("23-Mar", "2011-02-03", None, (date(2011, 3, 23), "“23-Mar” has no year; 2011 alone lies from 6 months before to 12 months after the plan's date (2011-02-03).")),
        ("Fri 9 Aug", "2013-03", None, (date(2013, 8, 9), "“Fri 9 Aug” has no year; 2013 alone has the weekday printed within two years of the plan's date (2013-03).")),
        ("Mon 9 Aug", "2013-03", None, None),  # a Monday in 2010 and 2021
        ("end of Q2", "2013-04", None, None),  # June or September
        ("Within 3 months", "2013-03", None, (date(2013, 6, 30), "“Within 3 months” counted from the plan's date (2013-03).")),
        ("Within 3 months", "2013-03", "2012-02-17", (date(2012, 5, 17), "“Within 3 months” counted from the inspection's date (2012-02-17).")),
        ("Within 28 days", PLAN, None, (date(2011, 9, 30), "“Within 28 days” counted from the plan's date (2011-09-02).")),
        ("within 5 working days", "2013-09-18", None, (date(2013, 9, 25), "“within 5 working days” counted working days, bank holidays not counted, from the plan's date (2013-09-18).")),
        ("3 months from publication", "2013-03", "2012-11-30", (date(2013, 2, 28), "“3 months from publication” counted from the inspection's date (2012-11-30).")),
        ("3 months from publication", "2013-03", None, None),  # publication of what is not known
        ("Within six months of new Council", "2018-12", "2018-11", None),  # nor the day of the new council
        ("Within 3 months of 31 January 2014", None, None, (date(2014, 4, 30), "“Within 3 months of 31 January 2014” counted from 2014-01-31, printed with it.")),
        ("Within 3 months", "2013", None, None),  # a year is no day to count from
        ("Within 3 months\nNovember", PLAN, None, (date(2011, 12, 2), "“Within 3 months” counted from the plan's date (2011-09-02).")),  # the later
        ("by Easter 2014", None, None, (date(2014, 4, 20), "“by Easter 2014”: Easter of 2014 is 20 April 2014.")),
        ("end of the financial year", "2013-09-18", None, (date(2014, 3, 31), "“end of the financial year”: the next end of the financial year after the plan's date is 31 March 2014.")),
        ("next LSCB meeting", "2013-09-18", None, None),
        ("March 2014", "2013-09-18", None, None),  # nothing to infer
        ("Ongoing", "2013-09-18", "2013-01", None),
        ("November", "about 2011", None, None),  # a plan date that is no EDTF
    ],
)  # fmt: skip
def test_a_due_date_is_inferred_with_its_reason_or_not_at_all(
    printed: str, plan: str | None, inspection: str | None, inferred: tuple[date, str] | None
) -> None:
    assert infer_due(read_timescales(printed), plan_date=plan, inspection_date=inspection) == inferred


IMPOSSIBLE = "the calendar has no such day, or the year is a slip; kept as printed"


@pytest.mark.parametrize(
    ("printed", "findings"),
    [
        ("31/02/14", [("timescale-impossible", f"“31/02/14”: {IMPOSSIBLE}")]),
        ("30/06/1014", [("timescale-impossible", f"“30/06/1014”: {IMPOSSIBLE}")]),
        ("Aug 1014", [("timescale-impossible", f"“Aug 1014”: {IMPOSSIBLE}")]),
        ("29 February 2013", [("timescale-impossible", f"“29 February 2013”: {IMPOSSIBLE}")]),
        ("13/13/13", [("timescale-impossible", f"“13/13/13”: {IMPOSSIBLE}")]),
        ("01/05/2009", [("timescale-before-plan", "“01/05/2009”: due years before the plan's date (2013-03)")]),
        ("31/03/98", [("timescale-far", "“31/03/98”: 40 years or more from the plan's date (2013-03)")]),
        ("March 1960", [("timescale-far", "“March 1960”: 40 years or more from the plan's date (2013-03)")]),
        ("Monday 5 March 2013", [("timescale-weekday", "“Monday 5 March 2013”: 5 March 2013 was a Tuesday")]),
        ("Tuesday 5 March 2013", []),
        ("May", [("timescale-unparsed", "“May”: its year is not printed")]),
        ("See above", [("timescale-unparsed", "“See above”: not understood")]),
        ("March 2014\n31/02/14", [("timescale-impossible", f"“31/02/14”: {IMPOSSIBLE}")]),
        ("August 2012", []),  # an update looks back on dates that have passed
        ("By 2050", []),
        ("Ongoing", []),
        ("", []),
    ],
)
def test_odd_dates_are_told(printed: str, findings: list[tuple[str, str]]) -> None:
    assert list(check_timescales(read_timescales(printed), plan_date="2013-03")) == findings


def test_an_impossible_date_is_kept_as_printed_and_never_corrected() -> None:
    assert read_timescales("31/02/14") == (Timescale("31/02/14", "unparsed"),)
    assert read_timescales("by 30/06/1014") == (Timescale("by 30/06/1014", "unparsed"),)


@pytest.mark.parametrize("printed", ["", " ", "\n", "-", "–", "•", "…", "/", "\u00a0", "\x00", "()"])
def test_a_cell_without_words_gives_nothing(printed: str) -> None:
    assert read_timescales(printed) == ()


@pytest.mark.parametrize(
    "printed",
    [
        "٣١/٠٣/٢٠١٤",  # digits of another script
        "²⁰¹³",
        "31/03/" + "9" * 400,
        "(" * 5000 + "March 2014",
        "1 & " * 3000,
        "March " * 3000,
        "Jan-" * 3000 + "2014",
        "1/" * 5000,
        "within " * 3000 + "3 months",
        "every " * 4000,
        "\u202e4102 hcraM",
        "99 Month 9999",
        "0/0/00",
        "within 999999999999999999 years",
        "every 0 weeks",
        "Within 0 days",
        "0 times a year",
    ],
)
def test_a_hostile_cell_is_read_without_harm(printed: str) -> None:
    entries = read_timescales(printed)
    assert entries
    assert all(entry.end is None or 1950 <= entry.end.year <= 2101 for entry in entries)
    infer_due(entries, plan_date="2013-03", inspection_date="2013-01-05")
    check_timescales(entries, plan_date="2013-03")
    read_due_revised(f"revised date {printed}")


WORDS = st.sampled_from(
    "March 2014 14 31 1st / - – . , & and to by end of Q3 2013/14 Summer term within 3 months every monthly ongoing wef onwards TBC "
    "complete Fri autumn half asap \n ( ) ; 31/02/14 FY ' annually until from between 0 99".split(" ")
)


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60))
def test_whatever_is_printed_every_entry_is_of_it_and_consistent(printed: str) -> None:
    entries = read_timescales(printed)
    place = 0
    for entry in entries:
        place = printed.index(entry.raw, place) + len(entry.raw)
        assert (entry.start is None) == (entry.edtf is None)
        assert entry.start is None or entry.end is None or entry.start <= entry.end
        assert (entry.kind == "within") == (entry.within is not None)
        assert entry.every is None or entry.kind == "recurring"
        assert entry.kind not in ("date", "period", "open") or entry.edtf is not None
        assert (entry.kind == "open") <= (entry.end is None)
    infer_due(entries, plan_date="2013-03", inspection_date=None)
    check_timescales(entries, plan_date="2013-03")
