"""Every act of the programme room. One function = one transaction = one journal line a case."""
