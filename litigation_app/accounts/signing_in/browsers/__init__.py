"""Browsers at which somebody has signed in before: a way past the queue that strangers make at her door, and no factor."""
