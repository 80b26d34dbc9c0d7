package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// Runs a program of Go that is built: the option `binary` of its Pulumi.yaml says which file that is.
func (h *host) runGo(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	info := request.GetInfo()
	binary, isSet := info.GetOptions().AsMap()["binary"].(string)
	if !isSet {
		return nil, errors.New("this host runs Go programs that are built; fix: runtime: { name: go, options: { binary: … } }")
	}
	config, err := json.Marshal(request.GetConfig())
	if err != nil {
		return nil, err
	}
	secretKeys, err := json.Marshal(request.GetConfigSecretKeys())
	if err != nil {
		return nil, err
	}
	if !filepath.IsAbs(binary) {
		binary = filepath.Join(info.GetProgramDirectory(), binary)
	}
	command := exec.CommandContext(ctx, binary, request.GetArgs()...)
	command.Dir = request.GetPwd()
	command.Env = append(os.Environ(),
		"PULUMI_ORGANIZATION="+request.GetOrganization(),
		"PULUMI_PROJECT="+request.GetProject(),
		"PULUMI_ROOT_DIRECTORY="+info.GetRootDirectory(),
		"PULUMI_STACK="+request.GetStack(),
		"PULUMI_CONFIG="+string(config),
		"PULUMI_CONFIG_SECRET_KEYS="+string(secretKeys),
		"PULUMI_DRY_RUN="+strconv.FormatBool(request.GetDryRun()),
		"PULUMI_PARALLEL="+strconv.Itoa(int(request.GetParallel())),
		"PULUMI_MONITOR="+request.GetMonitorAddress(),
		"PULUMI_ENGINE="+h.engine,
	)
	return answer(command)
}
