"""A library with TVM's own schedules for projections and norms, to compare ours with. Not shipped."""
