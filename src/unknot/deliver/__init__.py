"""
What goes out: decisions become sentences, tables of plain values and calendars.
"""
