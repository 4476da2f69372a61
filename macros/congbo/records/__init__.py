"""Records: files with front matter as typed values, problems at their places, all of them as a register."""
