"""What the API reads: lists of cases by filters, and the parts of one case. All begin with what the actor may see."""
