package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Get("/orders", list)
	http.Get("https://bank.example.com")
	http.ListenAndServe(":8080", r)
}
