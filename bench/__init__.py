"""What is measured runs as it does at its user's: Python keeps what it compiles, even where it is told not to."""

import os

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
