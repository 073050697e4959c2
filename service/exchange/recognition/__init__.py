"""What a sheet is, and where its parts stand: knows how sheets look, and neither campuses nor people."""
