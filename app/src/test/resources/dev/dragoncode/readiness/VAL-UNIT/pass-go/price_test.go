package shop

import "testing"

func TestTax(t *testing.T) {
	if Price(100) != 119 {
		t.Fatal("no tax")
	}
}
