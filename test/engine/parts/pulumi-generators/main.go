// Command pulumi-generators writes the SDK of a schema for a language whose generator is a module of its own, and works with
// an older release of Pulumi's: pulumi-generators LANGUAGE SCHEMA FOLDER.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	dotnetgen "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	javagen "github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: pulumi-generators dotnet|java SCHEMA FOLDER")
		os.Exit(1)
	}
	if err := generate(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate(language, file, folder string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(content, &spec); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	pkg, err := schema.ImportSpec(spec, nil, schema.ValidationOptions{})
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	var files map[string][]byte
	switch language {
	case "dotnet":
		// It fetches a picture for the package.
		http.DefaultTransport = nothing{}
		files, err = dotnetgen.GeneratePackage("cdk8s-wasm", pkg, nil, nil)
	case "java":
		files, err = javagen.GeneratePackage("cdk8s-wasm", pkg, nil, nil, false, false)
	default:
		err = fmt.Errorf("no generator for %q; there are those for dotnet and java", language)
	}
	if err != nil {
		return err
	}
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// A network in which there is nothing.
type nothing struct{}

func (nothing) RoundTrip(request *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: request}, nil
}
