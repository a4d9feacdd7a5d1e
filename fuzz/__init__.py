"""Fuzzing, a package of its own: it needs what the program does not."""
