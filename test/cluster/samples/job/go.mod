module cdk8s-wasm.test/cluster/job

go 1.24.0
