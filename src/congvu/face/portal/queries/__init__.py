"""Every read of the public side. It shows what is published and nothing else."""
