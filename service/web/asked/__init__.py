"""What requests ask: bodies, forms, uploads, and the words in addresses."""
