package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/spf13/cobra"
)

func main() {
	cmd := &cobra.Command{
		Use:     "shop",
		PreRunE: validateFlags,
		Run:     run,
	}
	cmd.Execute()
}

func run(*cobra.Command, []string) {
	r := chi.NewRouter()
	r.Get("/orders", list)
	http.ListenAndServe(address, r)
}
