"""Every act on a dossier. One function = one transaction = one journal line."""
