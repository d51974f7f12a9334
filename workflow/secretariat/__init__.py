"""The duties: receive, issue agendas, minutes and charters, for one body or for all, and check."""
