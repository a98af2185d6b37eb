"""The study of a region: countries beside each other, and one purse for all."""
