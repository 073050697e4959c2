"""A community's term as one workbook, in the form that `understand` reads back: a module per sheet."""
