"""All records of all attachments as one table: what an analyst loads into DuckDB, pandas or a workbook."""
