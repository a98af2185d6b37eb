"""By which power of attorney we act for whom, where and how long; what was filed without one."""
