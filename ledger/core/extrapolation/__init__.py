"""A statistical projection, worked out anew from its sample: no file, no foreign library, exact where it is money."""
