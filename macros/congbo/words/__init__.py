"""Words: vocabulary, spelling and wording of Vietnamese. Knows no other room."""
