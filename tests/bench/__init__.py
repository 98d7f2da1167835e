"""How long the heavy things take, against their limits: `make bench`. Not part of `make test`."""
