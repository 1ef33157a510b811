module example.com/shop

go 1.26

require github.com/spf13/cobra v1.10.1
require github.com/go-chi/chi/v5 v5.2.1
