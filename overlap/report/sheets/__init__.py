"""One module for each kind of sheet, from findings alone. `layout` decides which sheets, in which order."""
