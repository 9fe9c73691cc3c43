"""Projects that wait for approval, money and builders before their units count."""
