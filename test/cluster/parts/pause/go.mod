module cdk8s-wasm.test/cluster/pause

go 1.24.0
