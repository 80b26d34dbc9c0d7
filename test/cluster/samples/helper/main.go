// A Linux program for the containers beside a wasm one. `write <path> <text>` ends; `stay <path>` says what it was given,
// with the content of the file, and waits for a signal.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() {
	fmt.Println("args:", strings.Join(os.Args[1:], " "))
	for _, entry := range os.Environ() {
		fmt.Println("env:", entry)
	}
	if len(os.Args) == 4 && os.Args[1] == "write" {
		if err := os.WriteFile(os.Args[2], []byte(os.Args[3]), 0o644); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	content, err := os.ReadFile(os.Args[2])
	fmt.Println("file:", string(content), err)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	fmt.Println("signal:", <-signals)
}
