"""What a whole Word file knows while it is read: its styles and lists, how many notes and tables came so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from pipeline.errors import TooLarge
from pipeline.model import NO_FACTS, Certainty, Facts
from pipeline.profile import Profile
from pipeline.read.numbering import Load, Numbering
from pipeline.read.styles import Styles

# What a file is made of, by the name of its limit, and how a person calls it.
COUNTED = {"cells": "cells", "empty_rows": "empty rows", "paragraphs": "paragraphs outside tables"}


class Tell(NamedTuple):
    """A repair (with ``before`` or ``after``) or a doubt to be told of a cell, before its column is known."""

    code: str
    before: str = ""
    after: str = ""
    certainty: Certainty = "sure"
    facts: Facts = NO_FACTS


class Story:
    """The state that runs through a file from its first paragraph to its last."""

    def __init__(self, name: str, profile: Profile, styles: Styles, load: Load) -> None:
        self.name = name
        self.limits = profile.limits
        self.styles = styles
        self.numbering = Numbering(load, styles)
        self.notes = 0
        self.pictures = 0
        self.counts: Counter[str] = Counter()
        self.inserted_files = 0
        self.picture_titles: list[str] = []
        self.gone_tables: list[str] = []

    def note(self) -> str:
        """Count a foot- or endnote and give its mark."""
        self.notes += 1
        return str(self.notes)

    @property
    def told(self) -> list[Tell]:
        """Give what is to be told of the whole file."""
        pictured = [Tell("D017", facts={"text": title}) for title in self.picture_titles]
        gone = [Tell("D018", facts={"text": text}) for text in self.gone_tables]
        return [Tell("D015", facts={"count": self.inserted_files})] * bool(self.inserted_files) + pictured + gone

    def guard_depth(self, depth: int) -> None:
        """Refuse what is nested deeper than any honest file."""
        if depth > self.limits["depth"]:
            raise TooLarge(name=self.name, what="nesting", limit=self.limits["depth"])

    def count(self, what: str, more: int) -> None:
        """Refuse more of what a file is made of than the profile allows."""
        self.counts[what] += more
        if self.counts[what] > self.limits[what]:
            raise TooLarge(name=self.name, what=COUNTED[what], limit=self.limits[what])


# Reads a table that stands inside a cell or a text box.
Inner = Callable[[etree._Element], None]
