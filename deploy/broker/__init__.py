"""What the broker lets whom do: accounts, users, and the configuration of nats-server made from them."""
