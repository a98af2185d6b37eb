"""Of what a document is made, and how it leaves: PDF, Word, one web page, a workbook."""
