"""How do published numbers and proceedings become pictures? Pure functions: values in, SVG or a board out."""
