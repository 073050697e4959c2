"""The district and its tables in words and as JSON: findings, slots, curricula, what is not placed."""
