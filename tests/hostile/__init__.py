"""Files made to break whoever opens them, made here by code, and the stories of what becomes of them."""
