"""References and code names: what rooms that never see a case may know, and which cases are meant by what is typed."""
