// The tester page on the web port, with what it needs to know of this server (/api/schema: the messages, the gate, the
// codes), and the manual.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CLOSE_REASONS, CLOSES, ERRORS } from '../../../protocol/errors.ts'
import type { SchemaAnswer } from '../../../protocol/page-api.ts'
import type { WebRoutes } from '../../setup/routes.ts'
import type { Manual } from '../manual/manual.ts'
import { PageBundle } from './page-bundle.ts'

export interface PageRoutesOptions {
  /** The folder of index.html and its sources (web/). */
  webFolder: string
  /** The folder of *.sproto (protocol/). */
  protocolFolder: string
  /** The folder of the manual (docs/). */
  docsFolder: string
  /** Asked at each request: the port is known only when the gate listens. */
  gate: () => { port: number; tls: boolean }
  /** The same; without it none is there. */
  login?: (() => { port: number | undefined }) | undefined
}

export function pageRoutes(options: PageRoutesOptions): WebRoutes {
  const page = new PageBundle(options.webFolder)
  const answer = (request: Request) => page.answer(request)
  const manual = manualOf(options.docsFolder, page)
  const answerManual = async (request: Request) => (await manual()).answer(request)
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
        ...loginOf(options),
        errors: ERRORS,
        closes: CLOSE_REASONS,
        comesAgain: Object.fromEntries(
          Object.entries(CLOSES).map(([code, close]) => [code, close.comesAgain]),
        ),
      } satisfies SchemaAnswer)
    },
  }
}

function loginOf({ login }: PageRoutesOptions): Pick<SchemaAnswer, 'login'> {
  const port = login?.().port
  return port === undefined ? {} : { login: { port } }
}

/** Loaded at its first visit: a start does without what renders it. */
function manualOf(folder: string, page: PageBundle): () => Promise<Manual> {
  let loaded: Promise<Manual> | undefined
  const load = async (): Promise<Manual> => {
    const { Manual } = await import('../manual/manual.ts')
    return new Manual(folder, html => page.fill(html))
  }
  return () => {
    loaded ??= load()
    return loaded
  }
}

async function readSchema(folder: string): Promise<SchemaAnswer['files']> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sproto')).sort()
  return Promise.all(names.map(async name => ({ name, text: await readFile(join(folder, name), 'utf8') })))
}
