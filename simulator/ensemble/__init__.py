"""Many draws of one case: sampling, blocks of draws, executor, spool and summaries."""
