"""The one table on paper: A3 sheets as a PDF, set by Typst (the optional extra `tongke[pdf]`)."""
