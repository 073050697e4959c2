"""The only home of aiohttp: app, routes, handlers, pages."""
