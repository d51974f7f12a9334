"""What is said: bodies, meetings, proposals, agendas, minutes and charters, and every judgement on them.

Pure: no path, no file, no clock, no log, no Word. Today's date is a parameter.
"""
