"""Scanned pages -> `PageContent`: rendered, turned upright, straightened, ruling lines and fills found, read by Tesseract."""
