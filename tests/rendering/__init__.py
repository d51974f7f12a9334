"""Going out: templates, rich text, packages and what is inside them."""
