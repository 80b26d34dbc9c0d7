module cdk8s-wasm.test/cluster/helper

go 1.24.0
