"""PDF pages: `pdf_to_pages` -> `PageContent` -> `page_to_blocks` -> tables and paragraphs; `read_pdf` is the whole way."""
