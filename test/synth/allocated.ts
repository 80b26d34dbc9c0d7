import { GCProfiler } from 'node:v8';

/** How many bytes something allocates, whether or not they are collected meanwhile. */
export function allocatedBy(act: () => void): number {
  const profiler = new GCProfiler();
  profiler.start();
  let used = process.memoryUsage().heapUsed;
  let allocated = 0;
  act();
  const end = process.memoryUsage().heapUsed;
  for (const { beforeGC, afterGC } of profiler.stop().statistics) {
    allocated += beforeGC.heapStatistics.usedHeapSize - used;
    used = afterGC.heapStatistics.usedHeapSize;
  }
  return allocated + end - used;
}
