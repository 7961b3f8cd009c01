"""What every other part uses: errors, clock, paths, languages, settings."""
