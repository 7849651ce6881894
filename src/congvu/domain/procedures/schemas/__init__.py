"""Files of the catalogue: the workbook with one sheet per part, and the file of exchange."""
