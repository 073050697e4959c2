"""What changes the week itself from a day on or on some days, as data: each is put upon any district."""
