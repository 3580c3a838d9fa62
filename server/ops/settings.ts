// The settings of the web server and of the console.

import { z } from 'zod'
import { count, folder, host, port, section } from '../lib/setting-types.ts'

export const webSettings = section({
  enabled: z.boolean().default(true).describe('serve /healthz, the HTTP interfaces and the tester page'),
  page: z
    .boolean()
    .default(true)
    .describe('serve the tester page, the manual at /docs, /api/schema and /api/tables too'),
  host: host('127.0.0.1').describe('address to listen on, written as gate.host'),
  port: port(8889).describe('port of the web server; 0 takes a free one'),
  maxConnections: count(512).describe(
    'connections to the web server; one more closes the one that was idle longest',
  ),
  maxPerAddress: count(64).describe(
    'connections to the web server from one address, in the same way; loopback is not counted',
  ),
})

export type WebConfig = z.output<typeof webSettings>

export const consoleSettings = section({
  enabled: z.boolean().default(true).describe('serve the debug console'),
  port: port(8000).describe('port of the debug console on 127.0.0.1; 0 takes a free one'),
  folder: folder('var/diagnose').describe(
    'folder of the profiles and heap snapshots that its commands write',
  ),
})

export type ConsoleConfig = z.output<typeof consoleSettings>
