"""The fiscal form of a run, as a ministry asks for it beside a law."""
