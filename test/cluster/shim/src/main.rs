//! A containerd shim for tests: runwasi's library around wasmtime, behaving as runwasi's own wasmtime shim does.
//! The binary crate of that shim is not published; README.md lists what is different here.
//! Under another name it takes modules alone, as releases of that shim before 0.4.0 do.

mod engine;
mod guest;
mod http;
mod program;
mod signals;

use anyhow::Result;
use containerd_shim_wasm::sandbox::Sandbox;
use containerd_shim_wasm::sandbox::context::RuntimeContext;
use containerd_shim_wasm::shim::{Cli as _, Shim, Version, version};

use crate::engine::Precompiler;
use crate::guest::Guest;

struct WasmtimeShim;

impl Shim for WasmtimeShim {
    type Sandbox = WasmtimeSandbox;

    fn name() -> &'static str {
        "wasmtime"
    }

    fn version() -> Version {
        version!()
    }

    #[allow(refining_impl_trait)]
    async fn compiler() -> Option<Precompiler> {
        if engine::takes_modules_alone() {
            return None;
        }
        Precompiler::new()
            .inspect_err(|error| log::error!("nothing is compiled ahead: {error:#}"))
            .ok()
    }
}

#[derive(Clone, Default)]
struct WasmtimeSandbox;

impl Sandbox for WasmtimeSandbox {
    async fn run_wasi(&self, ctx: &impl RuntimeContext) -> Result<i32> {
        let guest = Guest::of(ctx);
        let entry = ctx.entrypoint();
        let bytes = entry.source.as_bytes()?;
        program::run(guest, &entry.func, &bytes)
            .await
            // The library logs only the outermost cause, and leaves the pod with a bare 137.
            .inspect_err(|error| log::error!("{error:#}"))
    }
}

fn main() {
    let program = std::env::args().next().unwrap_or_default();
    if program.ends_with("containerd-shim-modules-v1") {
        engine::take_modules_alone();
    }
    WasmtimeShim::run(None)
}
