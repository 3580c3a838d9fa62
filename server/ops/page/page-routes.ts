// The tester page on the web port, with what it needs to know of this server (/api/schema: the messages, the gate, the
// codes), and the manual.

import { errorText } from '../../../protocol/error-texts.ts'
import { CLOSE_REASONS, CLOSES, type CloseCode, ERRORS } from '../../../protocol/errors.ts'
import { CLOSES_ZH } from '../../../protocol/errors.zh.ts'
import type { SchemaAnswer, Texts } from '../../../protocol/page-api.ts'
import type { WebRoutes } from '../../setup/routes.ts'
import type { Manual } from '../manual/manual.ts'
import { type Asset, respond, toAsset } from './asset.ts'
import { PageBundle } from './page-bundle.ts'
import type { RunningSchema } from './running-schema.ts'

export interface PageRoutesOptions {
  /** The folder of index.html and its sources (web/). */
  webFolder: string
  /** The messages of this server, as they are then. */
  schema: () => RunningSchema
  /** The folder of the manual (docs/). */
  docsFolder: string
  /** Asked at each request: the port is known only when the gate listens. */
  gate: () => { port: number; tls: boolean }
  /** Whether /api/tables is served. */
  hasTables?: () => boolean
  /** The same as `gate`; without it none is there. */
  login?: (() => { port: number | undefined }) | undefined
  /** What the page says of tokens; without it logins ask for none. */
  token?: SchemaAnswer['token']
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
    'GET /api/schema': schemaRoute(options),
  }
}

/** What is asked for again at each reconnection is made anew only when it is another. */
function schemaRoute(options: PageRoutesOptions): (request: Request) => Promise<Response> {
  let text = ''
  let asset: Asset | undefined
  return async request => {
    const now = JSON.stringify(await schemaAnswer(options))
    if (!asset || now !== text) asset = toAsset('json', Buffer.from(now), 'no-cache')
    text = now
    return respond(request, asset)
  }
}

async function schemaAnswer(options: PageRoutesOptions): Promise<SchemaAnswer> {
  const schema = options.schema()
  const { files, hash } = schema
  const onDisk = await schema.differences()
  return {
    files,
    hash,
    ...(onDisk && { onDisk }),
    gate: options.gate(),
    hasTables: options.hasTables?.() ?? false,
    ...loginOf(options),
    ...(options.token && { token: options.token }),
    errors: textsOf(Object.keys(ERRORS), code => ({ en: errorText(code, 'en'), zh: errorText(code, 'zh') })),
    closes: textsOf(Object.keys(CLOSES), closeTexts),
    comesAgain: Object.fromEntries(Object.entries(CLOSES).map(([code, close]) => [code, close.comesAgain])),
  }
}

const textsOf = (codes: readonly string[], find: (code: string) => Texts): Record<string, Texts> =>
  Object.fromEntries(codes.map(code => [code, find(code)]))

function closeTexts(text: string): Texts {
  const code = Number(text) as CloseCode
  return { en: CLOSE_REASONS[code], zh: CLOSES_ZH[code] }
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
