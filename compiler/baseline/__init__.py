"""A library with TVM's own schedules for projections and norms, to measure ours against. Not shipped."""
