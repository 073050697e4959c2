"""Tables as paper and workbooks show them."""
