SECRET_KEY = "django-insecure-abc"
