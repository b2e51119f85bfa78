## The editor in the browser (serve --edit)
