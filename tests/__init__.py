"""The stories of the secretariat, and what must stay true."""
