// Says what it was given, so that a test can read it back: arguments, environment, files that READ names. SLEEP are the
// seconds that it then waits, and EXIT is its exit code.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

func main() {
	fmt.Println("args:", strings.Join(os.Args[1:], " "))
	for _, entry := range os.Environ() {
		fmt.Println("env:", entry)
	}
	for _, path := range strings.Fields(os.Getenv("READ")) {
		content, err := os.ReadFile(path)
		if err != nil {
			fmt.Println("file:", path, err)
			continue
		}
		fmt.Println("file:", path, strings.TrimSpace(string(content)))
	}
	fmt.Fprintln(os.Stderr, "to standard error")
	seconds, _ := strconv.Atoi(os.Getenv("SLEEP"))
	time.Sleep(time.Duration(seconds) * time.Second)
	code, _ := strconv.Atoi(os.Getenv("EXIT"))
	os.Exit(code)
}
