// Finds the database servers that suites need: the one that MONGODB_URI or REDIS_URL names, else a program on PATH,
// started on a free port for this test file and ended after it, else none, which is said in one line.
// With REQUIRE_SERVERS=1 a missing server is a failure.

import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll } from 'vitest'
import { type Program, ServerProcess } from './database-process.ts'

const FERRETDB: Program = {
  file: 'ferretdb',
  oneAtATime: true,
  args: (port, folder) => [
    '--handler=sqlite',
    `--sqlite-url=file:${folder}/`,
    `--listen-addr=127.0.0.1:${port}`,
    `--state-dir=${folder}`,
    '--debug-addr=-',
    '--telemetry=disable',
    '--log-level=error',
  ],
  url: port => `mongodb://127.0.0.1:${port}/`,
}

const MONGOD: Program = {
  file: 'mongod',
  args: (port, folder) => ['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder],
  url: port => `mongodb://127.0.0.1:${port}/`,
}

const REDIS: Program = {
  file: 'redis-server',
  args: (port, folder) => ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
  url: port => `redis://127.0.0.1:${port}`,
}

const SERVERS = {
  mongodb: { variable: 'MONGODB_URI', programs: [MONGOD, FERRETDB] },
  redis: { variable: 'REDIS_URL', programs: [REDIS] },
} as const

export type ServerName = keyof typeof SERVERS

const isOnPath = ({ file }: Program): boolean =>
  (process.env.PATH ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, file), constants.X_OK)
      return true
    } catch {
      return false
    }
  })

/** A server of this process's own, for suites that break it; undefined when no program is there. Dispose of it. */
export async function launchServer(name: ServerName): Promise<ServerProcess | undefined> {
  const program = SERVERS[name].programs.find(isOnPath)
  return program && ServerProcess.launch(program)
}

/** The URL of a server for this test file: call it at the file's top level, and skip when it is undefined. */
export async function useServer(name: ServerName): Promise<string | undefined> {
  const { variable, programs } = SERVERS[name]
  const given = process.env[variable]
  if (given) return given
  const server = await launchServer(name)
  if (server) {
    afterAll(() => server.dispose())
    return server.url
  }
  const missing = `no ${name}: set ${variable} or put ${programs.map(({ file }) => file).join(' or ')} on PATH`
  if (process.env.REQUIRE_SERVERS === '1') throw new Error(missing)
  process.stderr.write(`skipped, ${missing}\n`)
  return undefined
}
