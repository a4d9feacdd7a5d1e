"""Tables in, tables out, every change told."""
