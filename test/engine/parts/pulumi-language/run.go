package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// With which a program of Node ends that has told the user itself what was wrong.
const bailed = 32

// Run runs a program.
func (h *host) Run(ctx context.Context, request *pulumirpc.RunRequest) (*pulumirpc.RunResponse, error) {
	switch h.language {
	case "nodejs":
		return h.runNode(ctx, request)
	case "go":
		return h.runGo(ctx, request)
	default:
		return nil, h.cannot("run programs")
	}
}

// Runs the command of a program, and gives what the engine wants to know of its end.
func answer(command *exec.Cmd) (*pulumirpc.RunResponse, error) {
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	err := command.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == bailed {
		return &pulumirpc.RunResponse{Bail: true}, nil
	}
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	return &pulumirpc.RunResponse{}, nil
}

func (h *host) cannot(what string) error {
	return fmt.Errorf("this host for %s does not %s", h.language, what)
}
