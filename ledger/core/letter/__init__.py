"""Letters decided: which kinds there are, what each must carry, what is missing, and the data a template lays out."""
