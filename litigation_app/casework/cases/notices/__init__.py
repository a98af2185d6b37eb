"""What is somebody told that others did: a line for her alone, among her alerts."""
