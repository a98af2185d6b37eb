"""The register of judgments: registered, coded, coded again blind, settled."""
