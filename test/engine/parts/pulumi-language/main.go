// Command pulumi-language-<name> is a host for programs and plugins of one language: what the engine asks to run them, to
// say which packages they need and to generate SDKs. Pulumi's own hosts are modules that the module proxy does not serve;
// this one does the same for what the tests use, with the code generators of Pulumi's own module. The name of the program
// says the language: nodejs; go, whose programs must be built; and python, for which it generates SDKs alone.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/version"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

const prefix = "pulumi-language-"

type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	language string
	// Address of the engine.
	engine string
}

func main() {
	if err := serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve() error {
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	if len(os.Args) != 2 || !strings.HasPrefix(name, prefix) {
		return fmt.Errorf("usage: %s<language> ENGINE_ADDRESS; the engine starts it", prefix)
	}
	host := &host{language: strings.TrimPrefix(name, prefix), engine: os.Args[1]}
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, host)
			return nil
		},
		Options: rpcutil.OpenTracingServerInterceptorOptions(nil),
	})
	if err != nil {
		return err
	}
	// The engine reads it.
	fmt.Println(handle.Port)
	return <-handle.Done
}

func (*host) Handshake(
	context.Context, *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

func (*host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version.Version}, nil
}

func (*host) RuntimeOptionsPrompts(
	context.Context, *pulumirpc.RuntimeOptionsRequest,
) (*pulumirpc.RuntimeOptionsResponse, error) {
	return &pulumirpc.RuntimeOptionsResponse{}, nil
}

func (*host) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	// What runs ends with the request that it runs for.
	return &emptypb.Empty{}, nil
}
