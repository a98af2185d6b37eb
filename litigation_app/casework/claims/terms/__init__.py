"""From whom is it asked, is an amount stated, what was she advised, what is it in euros? What surrounds the rows of a claim."""
