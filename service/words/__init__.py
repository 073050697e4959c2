"""Findings, problems and changes in Chinese and English."""
