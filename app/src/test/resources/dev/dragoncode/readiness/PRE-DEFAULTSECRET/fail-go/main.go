package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Get("/orders", list)
	viper.SetDefault("jwt_secret", "not-so-random")
	http.ListenAndServe(":8080", r)
}
