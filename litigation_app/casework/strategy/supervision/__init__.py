"""The execution of a judgment of the European Court of Human Rights, supervised by the Committee of Ministers."""
