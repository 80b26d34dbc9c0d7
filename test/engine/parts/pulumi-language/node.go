package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// Runs a program by the script of @pulumi/pulumi, as the host that comes with a release does.
func (h *host) runNode(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	info := request.GetInfo()
	script, err := h.script("run", info)
	if err != nil {
		return nil, err
	}
	config, err := json.Marshal(request.GetConfig())
	if err != nil {
		return nil, err
	}
	secretKeys, err := json.Marshal(request.GetConfigSecretKeys())
	if err != nil {
		return nil, err
	}
	arguments := []string{
		script,
		"--monitor", request.GetMonitorAddress(),
		"--engine", h.engine,
		"--organization", request.GetOrganization(),
		"--project", request.GetProject(),
		"--stack", request.GetStack(),
		"--root-directory", info.GetRootDirectory(),
		"--pwd", request.GetPwd(),
		"--parallel", strconv.Itoa(int(request.GetParallel())),
	}
	if request.GetDryRun() {
		arguments = append(arguments, "--dry-run")
	}
	arguments = append(append(arguments, info.GetEntryPoint()), request.GetArgs()...)
	command := exec.CommandContext(ctx, "node", arguments...)
	command.Dir = request.GetPwd()
	command.Env = append(environment(info),
		"PULUMI_CONFIG="+string(config),
		"PULUMI_CONFIG_SECRET_KEYS="+string(secretKeys),
	)
	return answer(command)
}

// InstallDependencies runs npm in the folder of a program or plugin.
func (h *host) InstallDependencies(
	request *pulumirpc.InstallDependenciesRequest,
	stream grpc.ServerStreamingServer[pulumirpc.InstallDependenciesResponse],
) error {
	output, err := h.npm(stream.Context(), request.GetDirectory(), "install")
	return errors.Join(err, stream.Send(&pulumirpc.InstallDependenciesResponse{Stdout: output}))
}

// Link makes generated SDKs dependencies of a program. They are compiled as they are installed.
func (h *host) Link(ctx context.Context, request *pulumirpc.LinkRequest) (*pulumirpc.LinkResponse, error) {
	for _, sdk := range request.GetPackages() {
		output, err := h.npm(ctx, request.GetInfo().GetProgramDirectory(), "install", "file:"+sdk.GetPath())
		if err != nil {
			return nil, fmt.Errorf("%w\n%s", err, output)
		}
	}
	return &pulumirpc.LinkResponse{}, nil
}

func (h *host) npm(ctx context.Context, folder string, arguments ...string) ([]byte, error) {
	if h.language != "nodejs" {
		return nil, h.cannot("install packages")
	}
	command := exec.CommandContext(ctx, "npm", append(arguments, "--no-audit", "--no-fund")...)
	command.Dir = folder
	output, err := command.CombinedOutput()
	if err != nil {
		return output, fmt.Errorf("npm %s in %s: %w", arguments[0], folder, err)
	}
	return output, nil
}

// The script of that name of the @pulumi/pulumi that a program would load.
func (h *host) script(name string, info *pulumirpc.ProgramInfo) (string, error) {
	if h.language != "nodejs" {
		return "", h.cannot("run plugins")
	}
	file := filepath.Join("@pulumi", "pulumi", "cmd", name, "index.js")
	for _, folder := range moduleFolders(info.GetProgramDirectory()) {
		found := filepath.Join(folder, file)
		if _, err := os.Stat(found); err == nil {
			return found, nil
		}
	}
	return "", fmt.Errorf("no node_modules in or above %s has %s; fix: npm install @pulumi/pulumi",
		info.GetProgramDirectory(), file)
}

// What a script of @pulumi/pulumi reads besides the environment of the engine.
func environment(info *pulumirpc.ProgramInfo) []string {
	typescript := true
	if option, isSet := info.GetOptions().AsMap()["typescript"].(bool); isSet {
		typescript = option
	}
	if !typescript {
		return os.Environ()
	}
	return append(os.Environ(), "PULUMI_NODEJS_TYPESCRIPT=true")
}

// The folders in which Node looks for the packages of a program.
func moduleFolders(program string) []string {
	var folders []string
	for at := filepath.Clean(program); ; at = filepath.Dir(at) {
		folders = append(folders, filepath.Join(at, "node_modules"))
		if filepath.Dir(at) == at {
			return folders
		}
	}
}
