//! What a guest is given: arguments, environment, files, network.

use anyhow::Result;
use containerd_shim_wasm::sandbox::context::RuntimeContext;
use wasmtime::component::ResourceTable;
use wasmtime_wasi::{FsPerms, WasiCtx, WasiCtxBuilder, WasiCtxView, WasiView};
use wasmtime_wasi_http::WasiHttpCtx;
use wasmtime_wasi_http::{WasiHttpCtxView, WasiHttpView};

/// The container's arguments and environment.
pub struct Guest {
    args: Vec<String>,
    envs: Vec<(String, String)>,
}

impl Guest {
    pub fn of(ctx: &impl RuntimeContext) -> Self {
        let split = |entry: &String| {
            let (name, value) = entry.split_once('=').unwrap_or((entry, ""));
            (name.to_string(), value.to_string())
        };
        Self {
            args: ctx.args().to_vec(),
            envs: ctx.envs().iter().map(split).collect(),
        }
    }

    /// Takes a variable that is meant for the shim and not for the guest; of several the last.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let (taken, kept) = std::mem::take(&mut self.envs)
            .into_iter()
            .partition(|(n, _)| n == name);
        self.envs = kept;
        let taken: Vec<(String, String)> = taken;
        taken.into_iter().next_back().map(|(_, value)| value)
    }

    /// What a command gets: everything that the container has.
    pub fn command(&self) -> Result<WasiCtxBuilder> {
        let mut wasi = WasiCtx::builder();
        wasi.args(&self.args).envs(&self.envs).inherit_stdio();
        wasi.inherit_network().allow_ip_name_lookup(true);
        wasi.preopened_dir("/", "/", FsPerms::ReadWrite)?;
        Ok(wasi)
    }

    /// What an HTTP handler gets for one request: the environment and nothing else.
    pub fn request(&self, id: u64) -> WasiCtxBuilder {
        let mut wasi = WasiCtx::builder();
        wasi.envs(&self.envs).env("REQUEST_ID", id.to_string());
        wasi
    }
}

/// The host side of one component instance.
pub struct Host {
    wasi: WasiCtx,
    http: WasiHttpCtx,
    table: ResourceTable,
}

impl Host {
    pub fn new(mut wasi: WasiCtxBuilder) -> Self {
        Self {
            wasi: wasi.build(),
            http: WasiHttpCtx::new(),
            table: ResourceTable::new(),
        }
    }
}

impl WasiView for Host {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

impl WasiHttpView for Host {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView {
            ctx: &mut self.http,
            table: &mut self.table,
            hooks: Default::default(),
        }
    }
}
