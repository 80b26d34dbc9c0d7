//! Runs a binary as what it is: a module, a command component, an HTTP component, or one exported function.

use anyhow::{Context as _, Result, bail};
use wasmtime::component::{Component, Linker as ComponentLinker};
use wasmtime::{Engine, Linker, Module, Store};
use wasmtime_wasi::I32Exit;
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::p2::bindings::CommandPre;
use wasmtime_wasi_http::p2::bindings::ProxyPre;

use crate::engine::{self, Code};
use crate::guest::{Guest, Host};
use crate::http;
use crate::signals::{self, Shutdown};

/// Runs to the end and answers with the exit code.
pub async fn run(guest: Guest, func: &str, bytes: &[u8]) -> Result<i32> {
    let engine = engine::for_guests()?;
    match engine::load(&engine, bytes)? {
        // A module has no signal handler: it is process 1, so SIGTERM passes it by.
        Code::Module(module) => run_module(&engine, guest, func, &module).await,
        Code::Component(component) => {
            let shutdown = Shutdown::default();
            tokio::select! {
                code = run_component(&engine, guest, func, &component, &shutdown) => code,
                code = signals::handle(&shutdown) => code,
            }
        }
    }
}

async fn run_module(engine: &Engine, guest: Guest, func: &str, module: &Module) -> Result<i32> {
    let mut linker = Linker::<WasiP1Ctx>::new(engine);
    p1::add_to_linker_async(&mut linker, |ctx| ctx)?;
    let mut store = Store::new(engine, guest.command()?.build_p1());
    let instance = linker.instantiate_async(&mut store, module).await?;
    let start = instance
        .get_func(&mut store, func)
        .with_context(|| format!("the module exports no function '{func}'"))?;
    exit_code(start.call_async(&mut store, &[], &mut []).await)
}

async fn run_component(
    engine: &Engine,
    guest: Guest,
    func: &str,
    component: &Component,
    shutdown: &Shutdown,
) -> Result<i32> {
    let mut linker = ComponentLinker::<Host>::new(engine);
    wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
    let of_world = component.component_type();
    let world = of_world.exports(engine).find_map(|(name, _)| {
        ["wasi:http/incoming-handler", "wasi:cli/run"]
            .into_iter()
            .find(|world| name.starts_with(world))
    });
    if world == Some("wasi:http/incoming-handler") {
        // Only here: a command that imports wasi:http cannot be instantiated.
        wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker)?;
        let handler = ProxyPre::new(linker.instantiate_pre(component)?)?;
        return http::serve(guest, handler, shutdown).await;
    }
    let mut store = Store::new(engine, Host::new(guest.command()?));
    let pre = linker.instantiate_pre(component)?;
    if world == Some("wasi:cli/run") {
        let command = CommandPre::new(pre)?.instantiate_async(&mut store).await?;
        return match command.wasi_cli_run().call_run(&mut store).await {
            Ok(Ok(())) => Ok(0),
            Ok(Err(())) => bail!("wasi:cli/run ended with an error"),
            Err(error) => exit_code(Err(error)),
        };
    }
    let instance = pre.instantiate_async(&mut store).await?;
    let start = instance
        .get_func(&mut store, func)
        .with_context(|| format!("the component exports no function '{func}'"))?;
    exit_code(start.call_async(&mut store, &[], &mut []).await)
}

/// A guest that calls exit comes back as an error that carries its code.
fn exit_code(result: wasmtime::Result<()>) -> Result<i32> {
    match result {
        Ok(()) => Ok(0),
        Err(error) => match error.downcast_ref::<I32Exit>() {
            Some(exit) => Ok(exit.0),
            None => Err(error.into()),
        },
    }
}
