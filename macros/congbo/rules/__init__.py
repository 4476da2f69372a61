"""Rules: what must hold of records, pages and the site. One module a family, each rule beside its page.

A rule's page says its title and how it counts; the function that tells it declares it with `tells`. What is
listed here is asked when a site is read, so whoever appends a check has it run, documented and listed.
"""

from congbo.records.kinds import KINDS
from congbo.records.rule import Rule
from congbo.rules import (
    addresses,
    ahead,
    bases,
    calendars,
    calls,
    citations,
    dates,
    documents,
    dossiers,
    entries,
    everyday,
    figures,
    frames,
    ids,
    indicators,
    names,
    notes,
    online,
    periods,
    procedures,
    prose,
    quality,
    references,
    seals,
    settings,
    symbols,
    written,
)
from congbo.rules.form import FORM
from congbo.rules.rulebook import Check

RECORD_CHECKS: list[Check] = [
    ids.duplicate_id,
    ids.ascii_id,
    documents.document_identity,
    documents.document_kind,
    documents.document_kind_names,
    symbols.document_stem,
    symbols.document_symbol,
    procedures.procedure_code,
    references.reference,
    references.publication,
    dates.future_date,
    dates.unchanged_version,
    documents.document_times,
    procedures.procedure_times,
    references.circles,
    dossiers.filled_twice,
    dossiers.columns,
    dossiers.misfits,
    dossiers.overlaps,
    dossiers.gaps,
    indicators.measure_identity,
    indicators.indicator_definition,
    indicators.indicator_units,
    documents.number_sequence,
    documents.weekend_date,
    calendars.calendar_days,
    documents.subject_year,
    bases.basis_in_force,
    bases.basis_numbers,
    ahead.change_ahead,
    quality.contradictions,
    online.partial_reason,
    everyday.shared_phrases,
    everyday.steps_in_force,
    everyday.idle_words,
    everyday.words_that_reach,
    everyday.phrases_of_own,
    documents.year_of_folder,
    procedures.deciding_documents,
    procedures.free_in_words,
]
"""Every check across records, in the order in which they run."""

PAGE_CHECKS: list[Check] = [
    frames.report_macros,
    frames.report_frame,
    periods.body_of_report,
    calls.blocks_apart,
    calls.loose_calls,
    calls.called_ids,
    calls.answerable,
    calls.fitting,
    calls.called_publication,
    notes.note_texts,
    notes.note_names,
    prose.pictures,
    written.brought,
    written.loaded_by_records,
    written.keys_of_pages,
    written.unanswered,
    settings.settings,
    settings.named_in_vain,
    citations.cited_in_force,
    figures.shown_values,
    figures.statements,
    figures.ratios,
    figures.beside_declared,
    figures.labels,
    frames.previous_period,
    periods.previous_regime,
    periods.frame_order,
    periods.title_period,
    periods.body_on_day,
    periods.report_number,
    periods.not_written,
    periods.report_due,
    prose.typed_numbers,
    prose.typed_verdicts,
    figures.printed_values,
    seals.lone_seals,
    seals.named_seals,
    seals.sealed,
    seals.rectifications,
]
"""Every check between pages and records, and of sealed reports, in the order in which they run."""


def every_rule() -> tuple[Rule, ...]:
    """Return the rules that reading, the listed checks and the kinds can tell, each once, by id."""
    found = [
        *FORM,
        *addresses.TOLD,
        *entries.TOLD,
        *names.TOLD,
        *(rule for check in (*RECORD_CHECKS, *PAGE_CHECKS) for rule in check.rules),
        *(kind.missing for kind in KINDS if kind.missing),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda rule: rule.id))
