"""The litigation desk: trafficking cases from intake to a published figure."""
