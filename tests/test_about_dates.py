"""Dates in the front matter, and whose they are."""

from __future__ import annotations

import pytest

from plantrace.normalise.about.mentions import text_to_mentions
from plantrace.normalise.vocabulary import default_vocabulary

MENTIONS = [
    (
        "recommendations of the January 2013 Ofsted Inspection of X – update for CYP Select Committee 18th September 2013",
        [("2013-01", "inspection"), ("2013-09-18", "meeting")],
    ),
    ("Transparency Board Action Log as 2 Sept 2011", [("2011-09-02", "as_at")]),
    ("TERMS OF REFERENCE 2013-14 (as at 14 October 2013)", [("2013/2014", "plain"), ("2013-10-14", "as_at")]),
    ("PROGRESS at Nov 2013", [("2013-11", "as_at")]),
    ("Position as at the end of March 2012", [("2012-03", "as_at")]),
    ("Update September 2013", [("2013-09", "as_at")]),
    ("Last updated: 12/05/2014", [("2014-05-12", "as_at")]),
    ("Quarter 2 2013/14 update", [("2013-07/2013-09", "plain")]),
    ("Improvement Plan – June 2012", [("2012-06", "plain")]),
    ("January 2012", [("2012-01", "plain")]),
    # the year of a law is no date of the plan
    ("Action required by The Nursing Homes Regulations (Northern Ireland) 2005 and the Children Act 2004", []),
    ("February / March 13", [("2013-02/2013-03", "plain")]),
    ("September 30, 2009", [("2009-09-30", "plain")]),
    ("2008-9 SHTC Eco-Schools Action Plan", [("2008/2009", "plain")]),
    ("Version 3 12 May 2013", [("2013-05-12", "issued")]),
    ("v2.1 – 12 May 2013", [("2013-05-12", "plain")]),
    ("Approved by Cabinet on 3 July 2012", [("2012-07-03", "meeting")]),
    ("Date: 3rd of July 2012", [("2012-07-03", "issued")]),
    # an inspection and its report
    ("inspection carried out 12-23 March 2012", [("2012-03-12/2012-03-23", "inspection")]),
    ("inspection carried out between 12 and 23 March 2012", [("2012-03-12/2012-03-23", "inspection")]),
    ("Inspected by Ofsted in March 2012; report published 8 May 2012", [("2012-03", "inspection"), ("2012-05-08", "published")]),
    ("Ofsted Inspection Report May 2013", [("2013-05", "published")]),
    ("Following the Ofsted inspection in November 2019", [("2019-11", "inspection")]),
    (
        "CQC inspected the Trust in November 2016 and published findings in reports on 30 March 2017",
        [("2016-11", "inspection"), ("2017-03-30", "published")],
    ),
    ("Peer Challenge, 3 – 6 October 2017", [("2017-10-03/2017-10-06", "inspection")]),
    ("Inspection of Local Authority Children's Services (ILACS), 7 to 18 November 2022", [("2022-11-07/2022-11-18", "inspection")]),
    # the word inspection far from the date, with the plan between them
    (
        "Announced inspection Action Plan (incorporating issues raised in the detailed CQC report) - February / March 13",
        [("2013-02/2013-03", "plain")],
    ),
    ("Local area SEND inspection (Ofsted and CQC), 11 to 15 March 2019", [("2019-03-11/2019-03-15", "inspection")]),
    ("Inspected 3–7 July 2017. Letter published 18 August 2017", [("2017-07-03/2017-07-07", "inspection"), ("2017-08-18", "published")]),
    ("Short Quality Screening by HMI Probation, April 2016", [("2016-04", "inspection")]),
    ("Regulatory judgement published: 26 June 2024", [("2024-06-26", "published")]),
    # somebody else's date
    ("Status update on Transparency Board actions from last meeting 19.11.10", [("2010-11-19", "last_meeting")]),
    ("to be completed by 31 March 2014", [("2014-03-31", "other")]),
    ("Dec 2018 to April 2020 (review deferred to May 2021 due to Covid)", [("2018-12/2020-04", "plain"), ("2021-05", "other")]),
    ("Domestic Homicide Review: Anna (died August 2019)", [("2019-08", "other")]),
    ("Date of next review: May 2014", [("2014-05", "other")]),
    # no dates
    ("TB (7)1.ii Transparency Board Action Log", []),
    ("Children and Families Act", []),
    ("31/02/2014", []),
    ("paragraph 3.2.10 and page 17", []),
]


@pytest.mark.parametrize(("printed", "expected"), MENTIONS)
def test_dates_of_a_text(printed: str, expected: list[tuple[str, str]]) -> None:
    assert [(mention.edtf, mention.role) for mention in text_to_mentions(printed, default_vocabulary())] == expected
