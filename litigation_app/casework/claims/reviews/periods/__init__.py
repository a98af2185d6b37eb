"""The periods of a review: by when, and from when on by whoever is alone."""
