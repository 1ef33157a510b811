package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

func main() {
	r := chi.NewRouter()
	r.Get("/orders", list)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	server.Shutdown(ctx)
	http.ListenAndServe(":8080", r)
}
