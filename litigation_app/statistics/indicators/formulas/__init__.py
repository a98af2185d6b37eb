"""How is a figure computed from published cells, some of them withheld? Pure arithmetic, one file a kind of figure."""
