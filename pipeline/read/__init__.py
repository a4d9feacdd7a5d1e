"""A file in, grids out."""
