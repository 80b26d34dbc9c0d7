package main

import (
	"errors"
	"os/exec"
	"sync"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// RunPlugin runs a plugin: the folder with its PulumiPlugin.yaml, or that of a policy pack.
func (h *host) RunPlugin(
	request *pulumirpc.RunPluginRequest, stream grpc.ServerStreamingServer[pulumirpc.RunPluginResponse],
) error {
	info := request.GetInfo()
	script, err := h.script("run-plugin", info)
	if err != nil {
		return err
	}
	folder := request.GetPwd()
	if request.GetKind() == "analyzer" {
		// @pulumi/policy reads the package.json of the current folder.
		folder = info.GetProgramDirectory()
	}
	arguments := []string{script, "--pwd", folder, info.GetProgramDirectory()}
	command := exec.CommandContext(stream.Context(), "node", append(arguments, request.GetArgs()...)...)
	command.Dir = folder
	command.Env = append(environment(info), request.GetEnv()...)
	// Both outputs send on one stream, which takes one message at a time.
	var turn sync.Mutex
	command.Stdout = sender(func(text []byte) error {
		turn.Lock()
		defer turn.Unlock()
		return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stdout{Stdout: text}})
	})
	command.Stderr = sender(func(text []byte) error {
		turn.Lock()
		defer turn.Unlock()
		return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Stderr{Stderr: text}})
	})
	err = command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return err
	}
	code := int32(command.ProcessState.ExitCode())
	return stream.Send(&pulumirpc.RunPluginResponse{Output: &pulumirpc.RunPluginResponse_Exitcode{Exitcode: code}})
}

// A writer that hands on each piece.
type sender func(text []byte) error

func (send sender) Write(text []byte) (int, error) {
	if err := send(text); err != nil {
		return 0, err
	}
	return len(text), nil
}
