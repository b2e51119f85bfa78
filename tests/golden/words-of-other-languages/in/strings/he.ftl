in-this-article = בכתבה זו
