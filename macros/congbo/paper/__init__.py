"""Paper: a report as an official document, in Word, in PDF, and its form as a workbook."""
