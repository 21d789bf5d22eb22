"""Overlap and gap analysis of a municipality's catalogue of interventions for children and young people."""

import os

# python-docx brings lxml along, and openpyxl would then read workbooks with it instead of the parser of Python that
# defusedxml guards. It asks this variable when it is first imported.
os.environ["OPENPYXL_LXML"] = "False"

__version__ = "0.1.0"
