// The web port on main: opened first, so that /healthz says 503 from the first moment on, and closed last.

import { join } from 'node:path'
import type { MainSetup } from '../setup/main-setup.ts'
import { pageRoutes } from './page/page-routes.ts'
import type { WebConfig } from './settings.ts'
import { createWebServer } from './web/web-server.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface OpsOnMainOptions {
  web: WebConfig
  /** Whether the gate speaks wss. */
  tls: boolean
}

export interface Ops {
  /** undefined when it is turned off. */
  port: number | undefined
  /** Tells the page where the gate listens. */
  gateAt(port: number): void
}

/** Throws StartError when the port is taken. */
export async function opsOnMain(setup: MainSetup, { web, tls }: OpsOnMainOptions): Promise<Ops> {
  const gate = { port: 0, tls }
  const gateAt = (port: number): void => {
    gate.port = port
  }
  if (!web.enabled) return { port: undefined, gateAt }
  const server = await createWebServer({ ...web, log: setup.log, routes: setup.routes })
  setup.onExit('web', () => server.close())
  const folders = {
    webFolder: join(ROOT, 'web'),
    protocolFolder: join(ROOT, 'protocol'),
    docsFolder: join(ROOT, 'docs'),
  }
  if (web.page) setup.routes.add(pageRoutes({ ...folders, gate: () => gate }))
  return { port: server.port, gateAt }
}
