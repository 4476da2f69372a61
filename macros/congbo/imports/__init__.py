"""Imports: what other systems give, read tolerantly, as records of the site; nothing of a source is lost.

A reader makes of each entry of a file an `Incoming`: values of keys, words that fit none, doubts, mends. A
plan holds them against the records that there are; only then anything is written. Knows records, law and
words; no page, rule or site.
"""
