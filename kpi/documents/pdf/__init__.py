"""Writing pdf: papers laid out by a template, charts as drawings."""
