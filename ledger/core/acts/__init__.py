"""What people note about a case: each act says which lines it adds and how the save is called."""
