package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// What an npm package says of itself that brings resources of a provider.
type manifest struct {
	Name    string
	Version string
	Pulumi  struct {
		Resource         bool
		Name             string
		Version          string
		Server           string
		Parameterization *struct {
			Name    string
			Version string
			Value   []byte
		}
	}
}

// GetRequiredPackages names the providers of the packages that are installed for a program.
func (h *host) GetRequiredPackages(
	_ context.Context, request *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	response := &pulumirpc.GetRequiredPackagesResponse{}
	// Node takes the nearest.
	seen := map[string]bool{}
	for _, folder := range moduleFolders(request.GetInfo().GetProgramDirectory()) {
		for _, pattern := range []string{"*", filepath.Join("@*", "*")} {
			files, err := filepath.Glob(filepath.Join(folder, pattern, "package.json"))
			if err != nil {
				return nil, err
			}
			for _, file := range files {
				found, err := readManifest(file)
				if err != nil {
					return nil, err
				}
				if found.Pulumi.Resource && !seen[found.Name] {
					seen[found.Name] = true
					response.Packages = append(response.Packages, found.dependency())
				}
			}
		}
	}
	return response, nil
}

func readManifest(file string) (found manifest, err error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return found, err
	}
	// Packages may have in these fields what they like, unless they bring resources.
	if !strings.Contains(string(content), `"pulumi"`) {
		return found, nil
	}
	if err := json.Unmarshal(content, &found); err != nil {
		return found, fmt.Errorf("%s: %w", file, err)
	}
	return found, nil
}

func (m manifest) dependency() *pulumirpc.PackageDependency {
	name, version := m.Pulumi.Name, m.Pulumi.Version
	if name == "" {
		name = strings.TrimPrefix(m.Name, "@pulumi/")
	}
	if version == "" {
		version = m.Version
	}
	dependency := &pulumirpc.PackageDependency{
		Name:    name,
		Kind:    "resource",
		Version: "v" + strings.TrimPrefix(version, "v"),
		Server:  m.Pulumi.Server,
	}
	if given := m.Pulumi.Parameterization; given != nil {
		dependency.Parameterization = &pulumirpc.PackageParameterization{
			Name: given.Name, Version: given.Version, Value: given.Value,
		}
	}
	return dependency
}
