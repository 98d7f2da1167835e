"""Everything a person does that is recorded or given away, a module a subject; each asks for the right first."""
