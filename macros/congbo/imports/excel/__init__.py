"""Excel: records as a workbook that clerks fill in, and what they changed in it, read back exactly.

`tables` says which sheets and columns a type of record has, `values` how one value stands in a cell,
`rows` which rows a record has, `workbook` writes, `opened` reads, `edits` compares, `changes` writes back.
"""
