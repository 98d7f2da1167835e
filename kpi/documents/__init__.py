"""The common ground of what leaves the house: papers, grids, house style, and the writers of each format."""
