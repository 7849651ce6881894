"""What the API says and hears: problems, cases, organisation, acts."""
