"""The register of doubts: contradictions and slips, found by checks or by a reader."""
