"""Text from outside, made fit for a row."""


def storable(text: str, longest: int | None = None) -> str:
    """Without what Postgres refuses in a row and in a question, cut to what a column holds.

    That is a NUL, and half of a surrogate pair, which an escape in JSON may leave behind.
    """
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:longest]
