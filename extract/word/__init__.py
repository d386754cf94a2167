"""Word documents: `read_docx` opens the zip, walks the story of the body and gives a `Document`; `..legacy` converts what is older."""
