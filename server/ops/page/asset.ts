// What is sent from memory again and again: bytes with their compressed forms, and an ETag by which a browser that has
// them is not sent them anew.

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { sharedBody } from '../web/web-exchange.ts'

type Encoding = 'br' | 'gzip'

export interface Asset {
  type: string
  cache: string
  etag: string
  body: Buffer
  /** Compressed when somebody takes it first. */
  forms: Map<Encoding, Promise<Buffer>>
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
}

/** `kind` is the ending of a file's name, `cache` the header of that name. */
export const toAsset = (kind: string, body: Buffer, cache: string): Asset => ({
  type: TYPES[kind] ?? 'application/octet-stream',
  cache,
  etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
  body,
  forms: new Map(),
})

/** The asset in a form that the client takes, or 304 where it has it. */
export async function respond(request: Request, asset: Asset): Promise<Response> {
  const headers = new Headers({ 'cache-control': asset.cache, etag: asset.etag, vary: 'accept-encoding' })
  const known = request.headers.get('if-none-match') ?? ''
  if (known.includes(asset.etag)) return new Response(null, { status: 304, headers })
  headers.set('content-type', asset.type)
  const accepted = request.headers.get('accept-encoding')?.toLowerCase() ?? ''
  const encoding = (['br', 'gzip'] as const).find(each => isAccepted(accepted, each))
  if (encoding) headers.set('content-encoding', encoding)
  return new Response(sharedBody(encoding ? await formOf(asset, encoding) : asset.body), { headers })
}

function formOf({ body, forms }: Asset, encoding: Encoding): Promise<Buffer> {
  const form = forms.get(encoding) ?? compress(body, encoding)
  forms.set(encoding, form)
  return form
}

function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(body)
  return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
}

/** `br;q=0` says that it is not. */
function isAccepted(accepted: string, encoding: string): boolean {
  const named = accepted.split(',').map(each => each.replaceAll(' ', '').split(';q='))
  return named.some(([name, weight = '1']) => name === encoding && Number(weight) > 0)
}
