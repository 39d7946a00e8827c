"""Resolution Archive: a static-site generator for a navigable archive of United Nations resolutions."""
