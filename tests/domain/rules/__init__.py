"""Stories about judgements: what is found, how grave it is, and what the sender is told."""
