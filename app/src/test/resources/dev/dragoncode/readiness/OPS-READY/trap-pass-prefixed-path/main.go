package main

func routes(s *server) {
	s.router.Get(s.prefixed("/readyz"), func(w http.ResponseWriter, r *http.Request) { s.db.PingContext(r.Context()) })
	s.router.Get("/orders", list)
}
