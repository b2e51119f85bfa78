home = Front page
