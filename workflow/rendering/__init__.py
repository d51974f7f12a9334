"""Going out: a record and a Word template become a document; the same data give the same bytes."""
