"""What comes with the product: a checklist and a model of working rules, replaceable by the province's own."""
