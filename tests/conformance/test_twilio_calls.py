"""How Twilio answers creates of calls."""

import re

import pytest

from tests.conformance.far_end import OUR_NUMBER, PERSON, FarEnd

FIELDS = {
    "account_sid",
    "annotation",
    "answered_by",
    "api_version",
    "caller_name",
    "date_created",
    "date_updated",
    "direction",
    "duration",
    "end_time",
    "forwarded_from",
    "from",
    "from_formatted",
    "group_sid",
    "parent_call_sid",
    "phone_number_sid",
    "price",
    "price_unit",
    "queue_time",
    "sid",
    "start_time",
    "status",
    "subresource_uris",
    "to",
    "to_formatted",
    "trunk_sid",
    "uri",
}


def test_an_accepted_call_is_a_queued_resource(far_end: FarEnd) -> None:
    answer = far_end.call()
    assert answer.status == 201
    assert set(answer.body) >= FIELDS
    assert re.fullmatch("CA[0-9a-f]{32}", answer.body["sid"])
    shown = {name: answer.body[name] for name in ("status", "to", "from")}
    assert shown == {"status": "queued", "to": PERSON, "from": OUR_NUMBER}
    assert (answer.body["duration"], answer.body["end_time"]) == (None, None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"To": ""}, 21201),
        ({"To": "+15005550001"}, 21217),
        ({"To": "+15005550002"}, 21214),
        ({"To": "+15005550003"}, 21215),
        ({"To": "+15005550004"}, 21216),
        ({"From": ""}, 21213),
        ({"From": "+15005550001"}, 21212),
        ({"From": "+15005550009"}, 21210),
        ({"Url": ""}, 21205),
        ({"Url": "no-address"}, 21205),
    ],
)
def test_a_refusal_has_its_code_and_the_usual_body(
    far_end: FarEnd, change: dict[str, str], code: int
) -> None:
    answer = far_end.call(**change)
    assert (answer.status, answer.code) == (400, code)
    assert {"code", "message", "more_info", "status"} <= set(answer.body)
    assert answer.body["status"] == 400


def test_words_may_be_given_instead_of_an_address(far_end: FarEnd) -> None:
    assert far_end.call(Url="", Twiml="<Response><Hangup/></Response>").status == 201


def test_a_parameter_that_nobody_knows_is_ignored(far_end: FarEnd) -> None:
    assert far_end.call(Colour="green").status == 201


def test_a_wrong_token_is_no_authority(far_end: FarEnd) -> None:
    fields = {"To": PERSON, "From": OUR_NUMBER, "Url": "https://example.com/"}
    answer = far_end.post("Calls", fields, "wrong")
    assert (answer.status, answer.code) == (401, 20003)
