"""What a plan says outright of an action."""

import pytest

from plantrace.normalise.model import RagKey
from plantrace.normalise.status import read_status, status_of_meaning
from plantrace.normalise.vocabulary import default_vocabulary

SAID = [
    ("Progress", "Completed.", "complete"),
    ("Progress", "GREEN - Complete. All requested changes have been made", "complete"),
    ("Progress", "Completed – draft prepared; further work in place to finalise.", "complete"),
    ("Progress", "Not started", "not_started"),
    ("Progress", "On target\nFocused on specific projects", "on_track"),
    ("Progress", "Slipped to May", "at_risk"),
    ("Progress", "OVERDUE", "off_track"),
    ("Status", "Off-track", "off_track"),
    ("Status", "Complete and ongoing", "complete"),
    ("Status", "Partially implemented", None),
    ("Status", "Action closed 12/03/2016", "complete"),
    ("Progress", "The board decided not to proceed with this.", "superseded"),
    ("Progress", "Subsumed into action 4.", "superseded"),
    ("Progress", "Files are destroyed when they are no longer needed.", None),
    ("Achieved?", "Yes", "complete"),
    ("Completed", "✓", "complete"),
    # Word's own box, checked and not
    ("Complete?", "☒", "complete"),
    ("Complete?", "☐", None),
    # yes is no answer to `progress`
    ("Progress", "Yes", None),
    ("Progress", "Ongoing", None),
    ("Progress", "In progress", None),
    ("Progress", "Done and audited", "complete"),
    ("Progress", "Complete for 2018. 96% of staff are trained", "complete"),
    # an order and a deadline, not a statement
    ("Progress", "Complete and submit the form", None),
    ("Progress", "Done on an individual basis", None),
    ("Progress", "Complete the review of thresholds", None),
    ("By when", "Completed by March 2014", None),
    ("Progress", "Partially complete", None),
    ("Progress", "", None),
]


@pytest.mark.parametrize(("heading", "text", "status"), SAID)
def test_said_outright(heading: str, text: str, status: str | None) -> None:
    assert read_status([(heading, text)], None, (), default_vocabulary())[0] == status


def test_the_documents_own_key_comes_before_the_usual_meaning() -> None:
    key = (RagKey("green", "Complete", "complete"), RagKey("amber", "On track", "on_track"))
    assert read_status([("Progress", "Audit held")], "green", key, default_vocabulary()) == (
        "complete",
        "the document's key: green means 'Complete'",
    )
    assert read_status([("Progress", "Audit held")], "green", (), default_vocabulary()) == ("on_track", "rated green")
    assert read_status([("Progress", "Audit held")], "grey", (), default_vocabulary()) == (None, None)


MEANINGS = [
    ("not started or significant delay", "off_track"),
    ("some delay", "at_risk"),
    ("on track to complete by the date", "on_track"),
    ("completed", "complete"),
    ("not yet due", "not_started"),
    ("for information", None),
]


@pytest.mark.parametrize(("meaning", "status"), MEANINGS)
def test_meaning(meaning: str, status: str | None) -> None:
    assert status_of_meaning(meaning, default_vocabulary()) == status
