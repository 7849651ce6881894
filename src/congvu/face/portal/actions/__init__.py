"""Every write of the public side: drafts, and what is sent from them."""
