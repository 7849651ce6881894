"""Quầy tiếp nhận: when a one-stop desk is open, its windows, and the queue in front of them."""
