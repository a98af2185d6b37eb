"""How is a run of the fund model told in pictures and tables? A stored result in; figures with their raw numbers out."""
