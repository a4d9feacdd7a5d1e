"""Which steps a profile may leave out."""

from __future__ import annotations

from pipeline import flow
from pipeline.blame import called
from pipeline.profile import Profile
from pipeline.run_errors import ProfileError, ProfileValue
from pipeline.settings import nearest

# Without columns no later step has anything to do.
NEEDED = "find_header"


def check_skipped(profile: Profile, name: str) -> Profile:
    """Give the profile back if each step that it skips can be left out; else name the nearest one that can."""
    known = [called(step) for step in (*flow.STEPS, *flow.LAST)]
    for step in profile.skip:
        if step == NEEDED:
            raise ProfileValue(name=name, key="skip", said=step, wanted="a step that the later ones can do without")
        if step not in known:
            raise ProfileError(name=name, key=f'skip = ["{step}"]', nearest=nearest(step, known))
    return profile
