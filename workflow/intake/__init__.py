"""Coming in: what a file is, what somebody wrote in it, and whether that is a proposal or a record, first shape, then sense."""
