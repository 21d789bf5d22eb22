"""Findings become what people read: a workbook, terminal tables, CSV, JSON. Computes nothing."""
