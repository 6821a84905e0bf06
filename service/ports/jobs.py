"""The names of the jobs that use cases ask for. The workers' functions bear them."""

RING = "ring"
"""Place one promised call."""

SEND = "send"
"""Hand one text to the carrier."""

ALL = (RING, SEND)
