"""What a user can do; each method is one transaction and one batch of changes."""
