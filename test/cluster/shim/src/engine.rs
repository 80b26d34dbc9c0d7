//! The engine, and how code is compiled for it.

use std::hash::Hash;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use containerd_shim_wasm::sandbox::context::{WasmBinaryType, WasmLayer};
use containerd_shim_wasm::shim::Compiler;
use wasmtime::component::Component;
use wasmtime::{
    Config, Engine, InstanceAllocationStrategy, Memory, MemoryType, Module, OptLevel,
    PoolingAllocationConfig, Precompiled, Store, Strategy,
};

/// What a binary turned out to be, ready to be instantiated.
pub enum Code {
    Module(Module),
    Component(Component),
}

/// Set before the first process is forked, which inherits it.
static MODULES_ALONE: AtomicBool = AtomicBool::new(false);

/// From now on every binary is taken for a module.
pub fn take_modules_alone() {
    MODULES_ALONE.store(true, Ordering::Relaxed);
}

/// Whether every binary is taken for a module.
pub fn takes_modules_alone() -> bool {
    MODULES_ALONE.load(Ordering::Relaxed)
}

/// The engine that runs guests.
pub fn for_guests() -> Result<Engine> {
    let mut config = config();
    if has_room_for_pools() {
        let pools = PoolingAllocationConfig::default();
        config.allocation_strategy(InstanceAllocationStrategy::Pooling(pools));
    }
    Ok(Engine::new(&config)?)
}

/// Compiles a binary, or takes it as it is when it was compiled ahead.
pub fn load(engine: &Engine, bytes: &[u8]) -> Result<Code> {
    if takes_modules_alone() {
        return Ok(Code::Module(Module::from_binary(engine, bytes)?));
    }
    // SAFETY: compiled code comes from containerd's content store, where only `Precompiler` of this shim puts it,
    // under a key that names the engine's settings.
    Ok(match Engine::detect_precompiled(bytes) {
        Some(Precompiled::Module) => Code::Module(unsafe { Module::deserialize(engine, bytes)? }),
        Some(Precompiled::Component) => {
            Code::Component(unsafe { Component::deserialize(engine, bytes)? })
        }
        None => match WasmBinaryType::from_bytes(bytes) {
            Some(WasmBinaryType::Component) => Code::Component(Component::new(engine, bytes)?),
            // The text form is taken too, and it is never a component's.
            _ => Code::Module(Module::new(engine, bytes)?),
        },
    })
}

/// Compiles the layers of an image once a node, outside the container; containerd keeps the result.
pub struct Precompiler(Engine);

impl Precompiler {
    pub fn new() -> Result<Self> {
        Ok(Self(Engine::new(&config())?))
    }
}

impl Compiler for Precompiler {
    fn cache_key(&self) -> impl Hash {
        self.0.precompile_compatibility_hash()
    }

    async fn compile(&self, layers: &[WasmLayer]) -> Result<Vec<Option<Vec<u8>>>> {
        let compile = |layer: &WasmLayer| -> Result<Option<Vec<u8>>> {
            let bytes = &layer.layer;
            Ok(match WasmBinaryType::from_bytes(bytes) {
                Some(WasmBinaryType::Module) => Some(self.0.precompile_module(bytes)?),
                Some(WasmBinaryType::Component) => Some(self.0.precompile_component(bytes)?),
                None => None,
            })
        };
        layers.iter().map(compile).collect()
    }
}

/// The settings that compiled code depends on.
fn config() -> Config {
    let mut config = Config::new();
    // The baseline compiler takes seconds where the optimising one takes a minute for a JavaScript engine. It exists
    // for x86-64 only.
    if cfg!(target_arch = "x86_64") {
        config.strategy(Strategy::Winch);
    } else {
        config.cranelift_opt_level(OptLevel::None);
    }
    config
}

/// Whether the address space is large enough for memory pools; not every machine grants 47 bits.
fn has_room_for_pools() -> bool {
    const BITS: u32 = 42;
    let mut config = Config::new();
    config.wasm_memory64(true);
    config.memory_reservation(1 << BITS);
    let Ok(engine) = Engine::new(&config) else {
        return false;
    };
    let pages = 1 << (BITS - 16);
    Memory::new(
        &mut Store::new(&engine, ()),
        MemoryType::new64(0, Some(pages)),
    )
    .is_ok()
}
