// The settings of the web server, of the console, and of what is written down of operators.

import { z } from 'zod'
import { count, file, folder, host, port, section } from '../lib/setting-types.ts'

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
  host: host('127.0.0.1').describe(
    'address to listen on, written as gate.host; on any but loopback the console wants a token first, and nothing is encrypted',
  ),
  port: port(8000).describe('port of the debug console; 0 takes a free one'),
  folder: folder('var/diagnose').describe(
    'folder of the profiles and heap snapshots that its commands write',
  ),
  inject: z
    .boolean()
    .default(false)
    .describe('its command inject also where development is false: whoever has it may run any code'),
})

export type ConsoleConfig = z.output<typeof consoleSettings>

export const auditSettings = section({
  file: file()
    .default('var/audit.jsonl')
    .describe('file that every change by an operator is written to, as lines of JSON'),
  maxSize: count(16_777_216).describe(
    'bytes of that file; then it is renamed to FILE.1, and a new one begun',
  ),
  keep: count(10, 1000).describe('how many renamed files are kept'),
})

export type AuditConfig = z.output<typeof auditSettings>
