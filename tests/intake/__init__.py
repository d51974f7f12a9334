"""Stories of what comes in: real files, as people, Word and LibreOffice leave them."""
