"""What each page's visitor has chosen there; knows no panel."""
