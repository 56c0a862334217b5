"""The access ledger: who read which personal data of whom, for what purpose. Written before the answer, never changed."""
