"""Why an HTTP request came to nothing, in plain words."""

from requests import ConnectionError as NoConnection
from requests import HTTPError, RequestException, Timeout
from requests.exceptions import SSLError


def plainly(error: RequestException) -> str:
    """A few words, fit for brackets; no part of the request is repeated in them."""
    match error:
        case HTTPError(response=response) if response is not None:
            return f"it answers {response.status_code}"
        case Timeout():
            return "no answer in time"
        case SSLError():
            return "its certificate is not valid"
        case NoConnection():
            return "no connection"
        case _:
            return "the answer cannot be read"
