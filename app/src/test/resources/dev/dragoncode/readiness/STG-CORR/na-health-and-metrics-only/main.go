package main

import "net/http"

func main() {
	http.HandleFunc("/healthz", health)
	http.Handle("/metrics", metrics)
	http.ListenAndServe(":8080", nil)
}
