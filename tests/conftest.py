"""Properties are tried on the same examples every time; `make fuzz` tries many more, and new ones each time."""

from hypothesis import settings

settings.register_profile("every_time", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=20_000, deadline=None)
settings.load_profile("every_time")
