"""Golden stories: defects that show only beside other units, other periods, or what the bureau knows."""

from tests.golden.stories import bureau, periods, units, years  # noqa: F401 (each module registers its stories)
from tests.golden.stories.story import Story, every_story

STORIES = every_story()

__all__ = ["STORIES", "Story"]
