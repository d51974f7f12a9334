"""Stories about what is said: bodies, meetings, proposals, agendas, minutes and charters."""
