home = Portada
articles = Artículos
