// The Kubernetes provider of Pulumi. Its own main package embeds two files that are made at release and not part of the
// module; neither is read by what the tests do.
package main

import "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"

const version = "4.25.0"

func main() {
	schema := []byte(`{"name":"kubernetes","version":"` + version + `"}`)
	provider.Serve("kubernetes", version, schema, []byte("{}"))
}
