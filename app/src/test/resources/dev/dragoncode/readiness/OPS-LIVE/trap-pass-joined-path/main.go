package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

var base = ""

func main() {
	r := chi.NewRouter()
	r.HandleFunc(base+"/_healthz", ok)
	http.ListenAndServe(":8080", r)
}
