"""Requests that come to nothing are told in plain words."""

import pytest
import requests
from requests import Response
from requests.exceptions import SSLError

from service.adapters.http_trouble import plainly


def answered(status: int) -> requests.HTTPError:
    response = Response()
    response.status_code = status
    return requests.HTTPError(response=response)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (requests.ConnectionError("https://user:pass@host"), "no connection"),
        (SSLError("x"), "its certificate is not valid"),
        (requests.ConnectTimeout("x"), "no answer in time"),
        (requests.ReadTimeout("x"), "no answer in time"),
        (answered(503), "it answers 503"),
        (requests.HTTPError("x"), "the answer cannot be read"),
        (requests.exceptions.ChunkedEncodingError("x"), "the answer cannot be read"),
    ],
)
def test_each_kind_has_its_words(error: requests.RequestException, words: str) -> None:
    assert plainly(error) == words
