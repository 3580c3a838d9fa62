// A database server as a child process that tests can stop, freeze, kill and start again on the same port and data.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OneAtATimeProxy } from './one-at-a-time.ts'

export interface Program {
  /** The file to run, found on PATH. */
  file: string
  args(port: number, folder: string): string[]
  url(port: number): string
  /** It mixes commands up that come at the same time. */
  oneAtATime?: true
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

export class ServerProcess {
  /** Through the proxy, where the program needs one. */
  readonly url: string
  /** To the program itself. */
  readonly directUrl: string
  readonly port: number
  readonly #program: Program
  readonly #folder = mkdtempSync(join(tmpdir(), 'gatehouse-server-'))
  readonly #proxy: OneAtATimeProxy | undefined
  #child: ChildProcess | undefined

  private constructor(program: Program, port: number, proxy: OneAtATimeProxy | undefined) {
    this.#program = program
    this.#proxy = proxy
    this.port = port
    this.url = program.url(proxy?.port ?? port)
    this.directUrl = program.url(port)
  }

  /** Somebody else may take the port that was free: then it is another one. */
  static async launch(program: Program, tries = 3): Promise<ServerProcess> {
    const port = await freePort()
    const proxy = program.oneAtATime && (await OneAtATimeProxy.open(port))
    const server = new ServerProcess(program, port, proxy)
    try {
      await server.start()
      return server
    } catch (error) {
      await server.dispose()
      if (tries === 1) throw error
      return ServerProcess.launch(program, tries - 1)
    }
  }

  /** Resolves when it accepts connections. */
  async start(): Promise<void> {
    const { file, args } = this.#program
    this.#child = spawn(file, args(this.port, this.#folder), { stdio: 'ignore', cwd: this.#folder })
    for (let tries = 0; !(await accepts(this.port)); tries++) {
      if (this.#child.exitCode !== null || tries > 1200) throw new Error(`${file} did not start`)
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  /** Resolves when it has ended. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    this.#proxy?.close()
    this.thaw()
    await this.end('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
