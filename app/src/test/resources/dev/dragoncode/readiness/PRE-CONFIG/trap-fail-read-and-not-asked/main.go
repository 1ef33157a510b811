package main

import (
	"net/http"
	"os"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Get("/orders", list)
	http.ListenAndServe(os.Getenv("ADDRESS"), r)
}

func fetch() {
	address := os.Getenv("CATALOG")
	answer, err := http.Get(address)
	if err != nil {
		panic(err)
	}
	use(answer)
}
