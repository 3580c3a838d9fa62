// The web port and the console on main: opened first, so that /healthz says 503 from the first moment on, and closed last.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MainSetup } from '../setup/main-setup.ts'
import { basicCommands } from './console/basic-commands.ts'
import { createConsole } from './console/console-server.ts'
import { diagnoseOnMain } from './diagnose/launch.ts'
import { type PageRoutesOptions, pageRoutes } from './page/page-routes.ts'
import type { ConsoleConfig, WebConfig } from './settings.ts'
import { createWebServer } from './web/web-server.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface OpsOnMainOptions {
  web: WebConfig
  console: ConsoleConfig
  /** Whether the gate speaks wss. */
  tls: boolean
}

export interface OpsPorts {
  /** undefined when it is turned off. */
  readonly webPort: number | undefined
  /** The same. */
  readonly consolePort: number | undefined
}

export interface Ops {
  ports: OpsPorts
  /** Tells the page where the gate listens. */
  gateAt(port: number): void
}

/** Throws StartError when a port is taken. */
export async function opsOnMain(setup: MainSetup, options: OpsOnMainOptions): Promise<Ops> {
  const gate = { port: 0, tls: options.tls }
  const webPort = await openWeb(setup, options.web, () => gate)
  await diagnoseOnMain(setup, options.console.folder)
  const consolePort = await openConsole(setup, options.console)
  const gateAt = (port: number): void => {
    gate.port = port
  }
  return { ports: { webPort, consolePort }, gateAt }
}

/** Returns its port. */
async function openWeb(
  setup: MainSetup,
  web: WebConfig,
  gate: PageRoutesOptions['gate'],
): Promise<number | undefined> {
  if (!web.enabled) return undefined
  const server = await createWebServer({ ...web, log: setup.log, routes: setup.routes })
  setup.onExit('web', () => server.close())
  const folders = {
    webFolder: join(ROOT, 'web'),
    protocolFolder: join(ROOT, 'protocol'),
    docsFolder: join(ROOT, 'docs'),
  }
  if (web.page) setup.routes.add(pageRoutes({ ...folders, gate }))
  return server.port
}

/** Returns its port. */
async function openConsole(setup: MainSetup, { enabled, port }: ConsoleConfig): Promise<number | undefined> {
  const { commands, log, node } = setup
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
  const { nodeId } = node.thread
  commands.add(basicCommands({ table: commands, node: nodeId, version }))
  if (!enabled) return undefined
  const greeting = `Welcome to gatehouse ${version}, node ${nodeId}. \`help\` lists the commands.`
  const opened = await createConsole({ port, commands, log, greeting })
  setup.onExit('console', () => opened.close())
  return opened.port
}
