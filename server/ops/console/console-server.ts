// Listens for operators: one ConsoleSession for each connection.

import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { listenError } from '../../core/listening.ts'
import type { CommandTable } from '../../setup/commands.ts'
import type { CommandRunner } from '../command/run-command.ts'
import { isLoopback } from '../web/web-guard.ts'
import type { ConsoleLockOptions } from './console-lock.ts'
import { ConsoleSession } from './console-session.ts'

export interface ConsoleServerOptions {
  host: string
  /** 0 takes a free one. */
  port: number
  commands: CommandTable
  runner: CommandRunner
  greeting: string
  access: Pick<ConsoleLockOptions, 'programs' | 'attempts'>
}

export interface ConsoleServer {
  readonly port: number
  /** Ends every connection. */
  close(): void
}

const MOST_CONNECTIONS = 32

/** Throws StartError when the port is taken. */
export async function createConsole({
  host,
  port,
  access,
  ...options
}: ConsoleServerOptions): Promise<ConsoleServer> {
  const sessions = new Set<ConsoleSession>()
  const lock = { ...access, isLocal: isLoopback(host) }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, socket => {
    const session = new ConsoleSession({ ...options, lock, socket })
    sessions.add(session)
    socket.once('close', () => sessions.delete(session))
  })
  server.maxConnections = MOST_CONNECTIONS
  const close = () => {
    server.close()
    for (const session of sessions) session.close()
  }
  try {
    server.listen({ host, port })
    await once(server, 'listening')
  } catch (error) {
    throw listenError(error as NodeJS.ErrnoException, { section: 'console', host, port })
  }
  return { port: (server.address() as AddressInfo).port, close }
}
