"""Where the facts come from that ``recoup doctor`` judges: git's settings, its folder, the disk, other programs."""
