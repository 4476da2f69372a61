"""Paper: a report as an official document, in Word, in PDF, and its form as a workbook."""

SUFFIXES = ("docx", "pdf")
"""The endings of the files in which a report comes; `reports` makes them."""
