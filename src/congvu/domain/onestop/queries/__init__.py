"""What is read of dossiers, desks and applicants."""
