// A fault of lmdb 3.5.6 on Linux, mended where it is in memory: when a write fails (a full disk), LMDB prints what it tried
// into 100 bytes, and from some 100 MB on the text is longer than that. What lies behind it on the heap is overwritten and
// the process aborts, there or later. The format is ended after its second number, which always fits. Where the text is
// not found (another version, another system) or memory can't be written, nothing is done, and room-guard.ts is what keeps
// LMDB from getting there.

import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'

const FORMAT = Buffer.from('Attempting to write page at position %u, size %u, blocks %u')
const END = FORMAT.indexOf(', blocks')

/** True when the text was found and ended. For one thread of the process: memory is shared by all. */
export function mendLmdb(): boolean {
  if (process.platform !== 'linux') return false
  try {
    return mendIn(areasOf(readFileSync('/proc/self/maps', 'utf8')))
  } catch (error) {
    // Memory that is kept from being written: the guard has to do.
    if ((error as NodeJS.ErrnoException).code) return false
    throw error
  }
}

interface Area {
  start: number
  size: number
}

/** The constants of the library: mapped from its file, to be read only. */
function areasOf(maps: string): Area[] {
  const lines = maps.split('\n').filter(line => /lmdb.*\.node$/.test(line) && / r--p /.test(line))
  return lines.map(line => {
    const [start, end] = line
      .split(' ')[0]!
      .split('-')
      .map(digits => Number.parseInt(digits, 16))
    return { start: start!, size: end! - start! }
  })
}

function mendIn(areas: readonly Area[]): boolean {
  const memory = openSync('/proc/self/mem', 'r+')
  try {
    return areas.map(area => mendArea(memory, area)).includes(true)
  } finally {
    closeSync(memory)
  }
}

function mendArea(memory: number, { start, size }: Area): boolean {
  const bytes = Buffer.alloc(size)
  readSync(memory, bytes, 0, size, start)
  const at = bytes.indexOf(FORMAT)
  if (at >= 0) writeSync(memory, new Uint8Array(1), 0, 1, start + at + END)
  return at >= 0
}
