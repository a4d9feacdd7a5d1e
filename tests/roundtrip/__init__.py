"""Clean records of many kinds of attachment are made dirty, printed, converted, and compared with what they were."""
