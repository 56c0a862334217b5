"""One typed pure function for each legal notion, over int64 columns of fen: written once, for one person or a county."""
