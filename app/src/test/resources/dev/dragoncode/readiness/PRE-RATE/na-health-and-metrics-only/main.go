package main

import "net/http"

func main() {
	http.HandleFunc("/live", live)
	http.Handle("/metrics", metrics())
	http.ListenAndServe(":9090", nil)
}
