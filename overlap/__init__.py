"""Overlap and gap analysis of a municipality's catalogue of interventions for children and young people."""

__version__ = "0.1.0"
