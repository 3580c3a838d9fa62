// A table of a million rows loads (table/); readers on three threads go at full speed while the tables are replaced again
// and again (support/table-course.ts).
//
// A wait is measured by the reader's own clock: all that its thread did and all that it was blocked for, but not the
// time in which it could have gone on and the machine had no processor for it. V8's collections are left to the thread
// that needs them: its helper threads would have to get a processor too, and a reader would wait for that. So a wait
// here holds more work than in the server, and no waiting for the other threads of the machine. The young generations
// have their full size from the start, else their growth would be taken for memory of tables that does not come back.
//
// Reading takes no lock, but V8, Node and the kernel have some. Where there are more processors than busy threads here,
// being blocked counts like any wait. On a smaller machine the thread that holds a lock may itself have no processor;
// there the longest time of being blocked is printed and not judged. What else the machine does to a thread
// (interrupts, a hypervisor) shows in the loop without a table that readers run in between: where that takes longer
// than a reader may wait, the machine can not show less.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { runTests } from './support/run-tests.ts'

/** `times` replacements. */
export async function run(times: number): Promise<void> {
  await runTests(['test/fault/table/'], 1)
  const course = fileURLToPath(new URL('./support/table-course.ts', import.meta.url))
  const flags = ['--single-threaded-gc', '--min-semi-space-size=16']
  const child = spawn(process.execPath, [...flags, course, String(times)], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('the readers found a fault')
}
