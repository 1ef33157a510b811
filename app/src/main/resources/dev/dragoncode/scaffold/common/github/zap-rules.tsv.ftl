10049	IGNORE	(what may be cached is for the API to say)
10109	IGNORE	(that a page is a modern application is no finding)
