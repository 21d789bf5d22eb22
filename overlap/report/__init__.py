"""Findings become what people read: a workbook, terminal tables, CSV, JSON. Computes nothing.

`layout.sheets(story)` decides; `workbook.render` and `terminal.show` print the sheets it returns;
`data` has the records for `--format csv|json`; `files.write` puts bytes where they belong.
"""
