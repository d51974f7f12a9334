"""What several test rooms need: the real validators, called as a person would call them."""
