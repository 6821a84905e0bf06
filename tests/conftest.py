"""What holds for every test."""

from hypothesis import settings

# A busy machine is no failure: how long an example takes is not what any test is about.
settings.register_profile("patchline", deadline=None, print_blob=True)
settings.load_profile("patchline")
