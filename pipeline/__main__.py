"""The door: choose the language first, so that every word, click's own included, is found in it."""

from __future__ import annotations

import contextlib
import locale
import os
import sys
import warnings

from pipeline.messages import choose_language, speak


def main() -> None:
    """Run the command line and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        # A GBK console must not end a run because it lacks a character.
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    if not sys.warnoptions:
        # What a library tells programmers is no word for a clerk; the workers read the variable.
        warnings.simplefilter("ignore")
        os.environ["PYTHONWARNINGS"] = "ignore"
    speak(choose_language(sys.argv[1:], os.environ, locale.getlocale()[0] or ""))
    from pipeline.cli import cli

    cli(prog_name="fubiao")


if __name__ == "__main__":
    main()
