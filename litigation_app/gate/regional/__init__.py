"""The regional publication: sums of what national bundles print, attacked together with all of them."""
