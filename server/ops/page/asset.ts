// What is sent from memory again and again: bytes with their compressed forms, and an ETag by which a browser that has
// them is not sent them anew.

import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { sharedBody } from '../web/web-exchange.ts'

export interface Asset {
  type: string
  cache: string
  etag: string
  body: Buffer
  gzip: Buffer
  br: Buffer
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
}

/** `kind` is the ending of a file's name, `cache` the header of that name. */
export async function toAsset(kind: string, body: Buffer, cache: string): Promise<Asset> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  return {
    type: TYPES[kind] ?? 'application/octet-stream',
    cache,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    gzip: await promisify(gzip)(body),
    br: await promisify(brotliCompress)(body, { params }),
  }
}

/** The asset in a form that the client takes, or 304 where it has it. */
export function respond(request: Request, asset: Asset): Response {
  const headers = new Headers({ 'cache-control': asset.cache, etag: asset.etag, vary: 'accept-encoding' })
  const known = request.headers.get('if-none-match') ?? ''
  if (known.includes(asset.etag)) return new Response(null, { status: 304, headers })
  headers.set('content-type', asset.type)
  const accepted = request.headers.get('accept-encoding')?.toLowerCase() ?? ''
  const encoding = (['br', 'gzip'] as const).find(each => isAccepted(accepted, each))
  if (encoding) headers.set('content-encoding', encoding)
  return new Response(sharedBody(asset[encoding ?? 'body']), { headers })
}

/** `br;q=0` says that it is not. */
function isAccepted(accepted: string, encoding: string): boolean {
  const named = accepted.split(',').map(each => each.replaceAll(' ', '').split(';q='))
  return named.some(([name, weight = '1']) => name === encoding && Number(weight) > 0)
}
