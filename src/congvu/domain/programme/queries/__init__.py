"""Every read of the programme room, beginning with what the actor may see."""
