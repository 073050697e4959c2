"""The template: an empty workbook that explains itself, for a school to fill in."""
