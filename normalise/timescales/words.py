"""The words of the grammar: data, no rules. Slips that plans print (`Febuary`, `Setember`) stand beside the right spelling."""

from __future__ import annotations

MONTH_NAMES = (
    "january february march april may june july august september october november december"
).split()  # fmt: skip

_MONTH_VARIANTS = {
    1: "jan jany janurary januray janaury",
    2: "feb febuary feburary febraury februray",
    3: "mar mrach marh",
    4: "apr apri aprl apirl arpil",
    5: "",
    6: "jun",
    7: "jul juy jully",
    8: "aug agust augst auguest",
    9: "sep sept septmber setember septemeber septembr spetember septemer sepember",
    10: "oct ocotber octobre octber otober",
    11: "nov novemeber novmber novembr novermber",
    12: "dec decemeber decmber decembr dcember",
}
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, 1)} | {
    variant: number for number, variants in _MONTH_VARIANTS.items() for variant in variants.split()
}
UNSURE_MONTHS = frozenset({"may", "march", "mar"})
"""Month names that are ordinary words too: without a year they count only when capitalised."""

WEEKDAYS = {
    variant: number
    for number, variants in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun")
    )
    for variant in variants.split()
}

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""EDTF: a season is a month number from 21 to 24."""

TERMS = {"autumn": 1, "aut": 1, "michaelmas": 1, "spring": 2, "spr": 2, "lent": 2, "summer": 3, "sum": 3, "trinity": 3}

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen".split()
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}

UNITS = {
    "hour": "H", "hours": "H", "hr": "H", "hrs": "H",
    "day": "D", "days": "D",
    "week": "W", "weeks": "W", "wk": "W", "wks": "W", "week's": "W",
    "fortnight": "2W", "fortnights": "2W",
    "month": "M", "months": "M", "mth": "M", "mths": "M", "mnths": "M", "month's": "M",
    "quarter": "3M", "quarters": "3M", "qtr": "3M",
    "term": "4M", "terms": "4M",
    "year": "Y", "years": "Y", "yr": "Y", "yrs": "Y", "year's": "Y", "annum": "Y",
}  # fmt: skip

EVERY = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "biweekly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "quarterly": "P3M", "quartely": "P3M", "quarterley": "P3M", "quaterly": "P3M", "termly": "P4M",
    "triannual": "P4M", "triannually": "P4M", "biannual": "P6M", "biannually": "P6M", "semiannual": "P6M", "semiannually": "P6M",
    "annual": "P1Y", "annually": "P1Y", "anually": "P1Y", "annualy": "P1Y", "yearly": "P1Y", "biennial": "P2Y", "biennially": "P2Y",
    "triennial": "P3Y", "triennially": "P3Y",
}  # fmt: skip
"""`Biannual` is twice a year, `biennial` every second: the sense that the dictionaries give. `Bi-monthly` is every second month."""

UNIT_LY = {"hourly": "H", "daily": "D", "weekly": "W", "fortnightly": "2W", "monthly": "M", "quarterly": "3M", "termly": "4M",
           "yearly": "Y", "annual": "Y", "annually": "Y"}  # fmt: skip

BEFORE_DATE = frozenset(
    "by in on at during before the of end ending mid middle early late beginning begining start around about approx approximately "
    "circa c within for this week commencing w/c w/b w/e beg no later than latest than expected due date target date: and into throughout "
    "over per close month year new financial academic school calendar".split()
)
"""Words that may stand between a cue and its date, or before a date without changing what it is."""

OPEN_CUES = frozenset(
    "from wef since starting starts started start commencing commences commenced commence commencement beginning begins begin began "
    "effective after post frm launching".split()
)
"""Words before a date that make it a beginning: `To commence wef April 2013`."""

OCCASIONS = frozenset("meeting conference review inspection election elections survey audit launch census forum event workshop".split())
"""Words that a bare year may follow: `Mid-term review 2014`; not those of a title (`Working Together 2013`)."""

OPEN_ENDS = frozenset("onwards onward forwards forward beyond thereafter ongoing on-going continuing".split())
