package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/sirupsen/logrus"
)

func main() {
	r := chi.NewRouter()
	r.Get("/orders", func(w http.ResponseWriter, q *http.Request) {
		log := logrus.WithFields(logrus.Fields{"http.req.id": id(q), "path": q.URL.Path})
		log.Info("asked")
	})
	http.ListenAndServe(":8080", r)
}
