"""From a file someone sent to a catalogue: interventions with the cell of every value, and every problem met."""

from overlap.reading.inspection import Inspection, inspect, read
from overlap.reading.options import Options

__all__ = ["Inspection", "Options", "inspect", "read"]
