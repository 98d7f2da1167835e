"""The programme in force: its file, and the settings made by hand since. Pure; nothing here reads a fact."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from kpi.errors import Refusal
from kpi.language import N_, Words
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.lint_table import findings
from kpi.programme.plan import PREFIX, Programme
from kpi.programme.set_by_hand import Unfit, with_setting


class SettingsRefused(Refusal):
    """Settings made by hand don't fit the programme file; ``findings`` has everything that is wrong."""

    template = N_("What was set doesn't fit the programme ({n} in all):")

    def __init__(self, findings: Iterable[ProgrammeFinding]) -> None:
        self.findings = tuple(findings)
        super().__init__(n=len(self.findings))

    def sentence(self, words: Words) -> str:
        """Return the refusal and, on a line each, every finding with its place."""
        return "\n".join([super().sentence(words), *(each.with_place(words) for each in self.findings)])


def in_force(programme: Programme, decisions: Mapping[str, str]) -> Programme:
    """Return the programme with the settings made by hand; ``decisions``: JSON by key, those of other kinds left out.

    It always starts from the file's own values, so that it may be asked of a programme in force as well. Its
    fingerprint is that of the file while nothing is set. Raises SettingsRefused.
    """
    filed = programme.filed
    given = {key: text for key, text in sorted(decisions.items()) if key.startswith(PREFIX)}
    mark = _mark(filed, given)
    if programme.fingerprint == mark and (programme is filed) == (not given):
        return programme
    changed, wrong = filed, list[ProgrammeFinding]()
    for key, text in given.items():
        try:
            changed = with_setting(changed, key, text)
        except Unfit as unfit:
            wrong += unfit.findings
    if wrong := wrong or (findings(changed) if given else []):
        raise SettingsRefused(wrong)
    return changed.with_settings(filed, mark) if given else filed


def _mark(filed: Programme, given: Mapping[str, str]) -> str:
    if not given:
        return filed.fingerprint
    return sha256(json.dumps([filed.fingerprint, given], sort_keys=True).encode()).hexdigest()
