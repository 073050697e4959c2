"""What takes place: the events of a table on their dates, as people, classes and rooms have them."""
