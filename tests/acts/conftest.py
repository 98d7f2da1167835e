"""The stores, programme and files of the intake's tests, from which acts begin."""

from tests.intake.conftest import programme, proposed, store

__all__ = ["programme", "proposed", "store"]
