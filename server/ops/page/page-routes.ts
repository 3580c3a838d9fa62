// The routes that every node serves on its web port: /healthz for supervisors, and unless it is turned off the
// tester page with what it needs to know of this server (/api/schema: the messages, the gate, the codes), and the manual.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CLOSE_REASONS, CLOSES, type ComesAgain, ERRORS } from '../../../protocol/errors.ts'
import { Manual } from '../manual/manual.ts'
import type { WebRoutes } from '../web/web-router.ts'
import { PageBundle } from './page-bundle.ts'

/** Where the node is in its life; /healthz says 200 for `ready` only. */
export type NodeState = 'starting' | 'ready' | 'stopping'

export function healthRoutes(state: () => NodeState): WebRoutes {
  return {
    'GET /healthz': () => Response.json({ state: state() }, { status: state() === 'ready' ? 200 : 503 }),
  }
}

/** What /api/schema answers; the page is built on this and on nothing else. */
export interface SchemaAnswer {
  /** Every *.sproto file of the protocol; `s2c.sproto` holds the pushes. */
  files: { name: string; text: string }[]
  gate: { port: number; tls: boolean }
  /** Error code -> sentence. */
  errors: Record<string, string>
  /** Close code -> sentence. */
  closes: Record<string, string>
  /** Close code -> whether the client comes back by itself. */
  comesAgain: Record<string, ComesAgain>
}

export interface PageRoutesOptions {
  /** The folder of index.html and its sources (web/). */
  webFolder: string
  /** The folder of *.sproto (protocol/). */
  protocolFolder: string
  /** The folder of the manual (docs/). */
  docsFolder: string
  /** Asked at each request: the port is known only when the gate listens. */
  gate: () => { port: number; tls: boolean }
}

export function pageRoutes(options: PageRoutesOptions): WebRoutes {
  const page = new PageBundle(options.webFolder)
  const answer = (request: Request) => page.answer(request)
  const manual = new Manual(options.docsFolder, html => page.fill(html))
  const answerManual = (request: Request) => manual.answer(request)
  return {
    'GET /': answer,
    'GET /icon.svg': answer,
    'GET /assets/*': answer,
    'GET /docs': answerManual,
    'GET /docs/*': answerManual,
    'GET /api/schema': async () => {
      const files = await readSchema(options.protocolFolder)
      return Response.json({
        files,
        gate: options.gate(),
        errors: ERRORS,
        closes: CLOSE_REASONS,
        comesAgain: Object.fromEntries(
          Object.entries(CLOSES).map(([code, close]) => [code, close.comesAgain]),
        ),
      } satisfies SchemaAnswer)
    },
  }
}

async function readSchema(folder: string): Promise<SchemaAnswer['files']> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sproto')).sort()
  return Promise.all(names.map(async name => ({ name, text: await readFile(join(folder, name), 'utf8') })))
}
