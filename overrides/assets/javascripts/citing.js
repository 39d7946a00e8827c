/* The menu of a paragraph: copies its link, its citation in several styles, its words with their citation. */
