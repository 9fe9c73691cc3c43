"""Views: each shows one part of the page and computes nothing."""
