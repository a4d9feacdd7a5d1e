"""Many files: which, where to, in how many processes or machines, and what became of each."""
