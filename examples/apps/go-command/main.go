package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Printf("hello from Go, args=%v\n", os.Args[1:])
}
