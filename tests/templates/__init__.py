"""What staff edit in Word: the templates that we ship, rendered with whole samples."""
