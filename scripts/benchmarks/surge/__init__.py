"""The day of a vote: everybody calls the Senate at once."""
