"""Paper: a report as an official document, in Word, in PDF, and its form as a workbook."""

from datetime import date

SUFFIXES = ("docx", "pdf")
"""The endings of the files in which a report comes; `reports` makes them."""

_EARLIEST = date(1980, 1, 1)  # a ZIP file bears no time before


def zip_time(day: date) -> tuple[int, int, int, int, int, int]:
    """Return the time that the parts of a Word or Excel file bear: the day's first, as far as a ZIP can."""
    bearable = max(day, _EARLIEST)
    return bearable.year, bearable.month, bearable.day, 0, 0, 0
