"""What if: one joint lesson of a draft tried in other slots, everything else as it stands."""
