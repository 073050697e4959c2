"""Help with dated changes: who can stand in, where a lesson can go, what an absence brings with it."""
