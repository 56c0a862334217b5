"""One county's year, driven through the public HTTP APIs as a front-end would."""
