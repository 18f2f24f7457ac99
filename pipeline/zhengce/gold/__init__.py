"""Gold: hand labels as marked-up text that a person edits, and as tables that programs compare.

`markup` is the marked-up form and its compiler; `exchange` reads and writes the forms of other labelling tools.
"""
