import type { WasmPlatformSpec } from '../wasm-platform-spec';
import * as platforms from './index';

/**
 * The platforms of this package. In the bundle their namespace has members for those who name them alone: it is listed here,
 * where they are.
 */
export const PLATFORMS: readonly WasmPlatformSpec[] = Object.values(platforms);
