package shop

import (
	"net/http/httptest"
	"testing"
)

func TestOrders(t *testing.T) {
	srv := httptest.NewServer(Handler())
	defer srv.Close()
}
