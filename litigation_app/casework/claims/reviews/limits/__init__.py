"""Above which amount do two coordinators approve a claim of an office?"""
