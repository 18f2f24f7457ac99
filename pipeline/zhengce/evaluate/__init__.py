"""Evaluation: an output against gold tables with the same columns, span by span and column by column.

`labels` reads both sides, `scoring` compares them, `report` shows figures and errors, `regression` holds them against a baseline.
"""
