"""The desk: parse, call one duty, say what happened."""
