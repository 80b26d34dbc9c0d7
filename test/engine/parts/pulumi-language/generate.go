package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hashicorp/hcl/v2"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	nodegen "github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	pygen "github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	codegenrpc "github.com/pulumi/pulumi/sdk/v3/proto/go/codegen"
)

// GeneratePackage writes the SDK of a schema.
func (h *host) GeneratePackage(
	_ context.Context, request *pulumirpc.GeneratePackageRequest,
) (*pulumirpc.GeneratePackageResponse, error) {
	loader, err := schema.NewLoaderClient(request.GetLoaderTarget())
	if err != nil {
		return nil, err
	}
	defer loader.Close()
	var spec schema.PackageSpec
	if err := json.Unmarshal([]byte(request.GetSchema()), &spec); err != nil {
		return nil, err
	}
	pkg, diagnostics, err := schema.BindSpec(spec, loader, schema.ValidationOptions{})
	if err != nil {
		return nil, err
	}
	if !diagnostics.HasErrors() {
		files, err := h.generate(request, pkg, loader)
		if err != nil {
			return nil, err
		}
		if err := write(request.GetDirectory(), files); err != nil {
			return nil, err
		}
	}
	return &pulumirpc.GeneratePackageResponse{Diagnostics: messages(diagnostics)}, nil
}

func (h *host) generate(
	request *pulumirpc.GeneratePackageRequest, pkg *schema.Package, loader schema.ReferenceLoader,
) (map[string][]byte, error) {
	tool := prefix + h.language
	extra, local := request.GetExtraFiles(), request.GetLocalDependencies()
	switch h.language {
	case "nodejs":
		return nodegen.GeneratePackage(tool, pkg, extra, local, request.GetLocal(), loader)
	case "python":
		return pygen.GeneratePackage(tool, pkg, extra, loader)
	case "go":
		return gogen.GeneratePackage(tool, pkg, local)
	default:
		return nil, fmt.Errorf("no generator for %q; there are those for nodejs, python and go", h.language)
	}
}

func write(folder string, files map[string][]byte) error {
	for name, content := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func messages(diagnostics hcl.Diagnostics) (messages []*codegenrpc.Diagnostic) {
	for _, diagnostic := range diagnostics {
		messages = append(messages, &codegenrpc.Diagnostic{
			Severity: codegenrpc.DiagnosticSeverity(diagnostic.Severity),
			Summary:  diagnostic.Summary,
			Detail:   diagnostic.Detail,
		})
	}
	return messages
}
