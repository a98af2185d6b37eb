"""The claims of her cases by what they wait for."""
