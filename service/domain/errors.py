"""The one base of every error that Patchline raises on purpose."""


class PatchlineError(Exception):
    """A fault that a person can mend: its message states the fact and the cure.

    Subclasses are one a cause. Messages never carry a phone number, a name or a text.
    """
