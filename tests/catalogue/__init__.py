"""The faults that an inbox meets: stories for those that no other room tells, and the register of all of them."""
