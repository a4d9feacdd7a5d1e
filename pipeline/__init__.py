"""fubiao: the table in an official attachment, clean, with every change told."""

__version__ = "0.1.0"
