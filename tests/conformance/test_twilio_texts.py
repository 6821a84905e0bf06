"""How Twilio answers creates of texts."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from tests.conformance.far_end import OUR_NUMBER, PERSON, FarEnd

FIELDS = {
    "account_sid",
    "api_version",
    "body",
    "date_created",
    "date_sent",
    "date_updated",
    "direction",
    "error_code",
    "error_message",
    "from",
    "messaging_service_sid",
    "num_media",
    "num_segments",
    "price",
    "price_unit",
    "sid",
    "status",
    "subresource_uris",
    "to",
    "uri",
}


def test_an_accepted_text_is_a_queued_resource(far_end: FarEnd) -> None:
    answer = far_end.text()
    assert answer.status == 201
    assert set(answer.body) == FIELDS
    assert re.fullmatch("SM[0-9a-f]{32}", answer.body["sid"])
    shown = {name: answer.body[name] for name in ("status", "direction", "to", "from", "body")}
    assert shown.pop("body").endswith("Hello")
    assert shown == {
        "status": "queued",
        "direction": "outbound-api",
        "to": PERSON,
        "from": OUR_NUMBER,
    }
    assert answer.body["uri"].endswith(f"/Messages/{answer.body['sid']}.json")
    assert (answer.body["error_code"], answer.body["num_media"]) == (None, "0")
    assert parsedate_to_datetime(answer.body["date_created"]).tzinfo is not None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": ""}, 21604),
        ({"To": "+15005550001"}, 21211),
        ({"To": "+15005550002"}, 21612),
        ({"To": "+15005550003"}, 21408),
        ({"To": "+15005550004"}, 21610),
        ({"To": "+15005550009"}, 21614),
        ({"From": ""}, 21603),
        ({"From": "+15005550001"}, 21212),
        ({"From": "+15005550007"}, 21606),
        ({"From": "+15005550008"}, 21611),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"StatusCallback": "no-address"}, 21609),
    ],
)
def test_a_refusal_has_its_code_and_the_usual_body(
    far_end: FarEnd, change: dict[str, str], code: int
) -> None:
    answer = far_end.text(**change)
    assert (answer.status, answer.code) == (400, code)
    assert {"code", "message", "more_info", "status"} <= set(answer.body)
    assert answer.body["status"] == 400
    assert str(code) in answer.body["more_info"]


def test_a_parameter_that_nobody_knows_is_ignored(far_end: FarEnd) -> None:
    assert far_end.text(Colour="green").status == 201


def test_the_longest_body_and_validity_are_taken(far_end: FarEnd) -> None:
    assert far_end.text(Body="x" * 1600).status == 201
    assert far_end.text(ValidityPeriod="36000").status == 201


def test_a_body_in_another_script_counts_more_segments(far_end: FarEnd) -> None:
    assert far_end.text(Body="ж" * 100).body["num_segments"] == "2"


def test_a_schedule_needs_a_service(far_end: FarEnd) -> None:
    later = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert far_end.text(ScheduleType="fixed", SendAt=later).status == 400


def test_a_wrong_token_is_no_authority(far_end: FarEnd) -> None:
    answer = far_end.post("Messages", {"To": PERSON, "From": OUR_NUMBER, "Body": "x"}, "wrong")
    assert (answer.status, answer.code) == (401, 20003)
