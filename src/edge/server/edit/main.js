// The editor of `serve --edit`.
