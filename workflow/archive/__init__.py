"""Lying somewhere: every path we know, the register's files, the journal, the originals, and moves that never lose a file."""
