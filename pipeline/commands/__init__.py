"""The commands, one or a few of a kind in a file; cli.py gathers them."""
