"""Exports: what a publication says, in the files that statistical offices and monitoring bodies read."""

from litigation_app.statistics.exports.formats import FORMATS, OF_FIGURES, Export, export
from litigation_app.statistics.exports.observations import Dataset, Observation, of_indicators, of_tables

__all__ = ["FORMATS", "OF_FIGURES", "Dataset", "Export", "Observation", "export", "of_indicators", "of_tables"]
