"""What answers are made of: templates, assets, documents and their schemas."""
