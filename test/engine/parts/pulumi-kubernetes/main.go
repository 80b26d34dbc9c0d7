// The Kubernetes provider of Pulumi. Its own main package embeds a mapping from Terraform that is made at release and not part
// of the module; nothing that the tests do reads it. The schema lies beside this program, as it is in the module.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
)

const version = "4.25.0"

func main() {
	program, err := os.Executable()
	if err != nil {
		fail(err)
	}
	// Which fields of an object are inputs stands in it: an import reads that.
	schema, err := os.ReadFile(filepath.Join(filepath.Dir(program), "schema.json"))
	if err != nil {
		fail(err)
	}
	provider.Serve("kubernetes", version, schema, []byte("{}"))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
