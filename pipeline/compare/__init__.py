"""Two versions of an attachment side by side: what was added, dropped, moved, changed."""
