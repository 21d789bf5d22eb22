"""One module for each kind of value: from the text of a cell to what it means, or `None` where it cannot be read.

Every reader is total: any text gives a value or `None`, never an exception. "Not stated" is a value; `None` is a
problem that the caller reports with the address of the cell.
"""
