// Runs the load generator (load.c); compiles it and its like once, with the machine's C compiler.

import { execFileSync, spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache')

export interface Load {
  port: number
  connections: number
  inFlight: number
  seconds: number
  /** How many connect and log in at a time. */
  window?: number
  login?: string | Uint8Array
  frame: string | Uint8Array
  /** Asks for a session behind the login. */
  session?: string | Uint8Array
}

export interface Figures {
  /** Seconds until all were connected and logged in. */
  setup: number
  /** Replies a second. */
  rate: number
}

/** The path of the program that NAME.c, beside this file, is compiled to: versions that share a cache have their own. */
export function compile(name: string): string {
  const source = join(import.meta.dirname, `${name}.c`)
  const program = join(CACHE, `${name}-${hash('sha256', readFileSync(source)).slice(0, 12)}`)
  if (!existsSync(program)) {
    mkdirSync(CACHE, { recursive: true })
    execFileSync('cc', ['-O2', '-D_GNU_SOURCE', '-o', program, source], { stdio: 'inherit' })
  }
  return program
}

const hex = (payload: string | Uint8Array): string =>
  typeof payload === 'string'
    ? `t${Buffer.from(payload).toString('hex')}`
    : `b${Buffer.from(payload).toString('hex')}`

function start(load: Load) {
  const { port, connections, inFlight, seconds, window = 200, login, frame, session } = load
  const numbers = [port, connections, inFlight, seconds, window].map(String)
  const frames = [login, frame, session].map(each => (each === undefined ? '-' : hex(each)))
  const child = spawn(compile('load'), [...numbers, ...frames], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<Partial<Figures>> => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the load generator failed')
    return JSON.parse(value) as Partial<Figures>
  }
  return { child, next }
}

export async function runLoad(load: Load): Promise<Figures> {
  const { next } = start(load)
  return { ...(await next()), ...(await next()) } as Figures
}

/** Connects and logs in, and then measures as often as it is asked to, for a moment each. */
export async function openLoad(
  load: Omit<Load, 'seconds'>,
): Promise<{ measure(ms: number): Promise<number>; close(): Promise<void> }> {
  const { child, next } = start({ ...load, seconds: -1 })
  await next()
  return {
    async measure(ms) {
      child.stdin.write(`${ms}\n`)
      return (await next()).rate!
    },
    async close() {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}

/** Connects and logs in, and holds the connections until release(). */
export async function holdLoad(
  load: Omit<Load, 'inFlight' | 'seconds'>,
): Promise<{ setup: number; release(): void }> {
  const { child, next } = start({ ...load, inFlight: 1, seconds: 0 })
  const { setup } = await next()
  return { setup: setup!, release: () => child.stdin.end() }
}
