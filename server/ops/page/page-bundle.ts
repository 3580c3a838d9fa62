// The tester page as it goes over the wire: web/ bundled by esbuild at the first visit (so that it costs the start
// nothing), then kept in memory with its compressed forms. Answers come from that memory only: no path of a request
// ever reaches the disk. Scripts and styles carry their hash in the name and never expire.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { sharedBody } from '../web/web-exchange.ts'

interface Asset {
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
}

/** esbuild's entry points: the page, its style, and the few lines that set the theme before the first paint. */
const ENTRIES = ['main.tsx', 'style.css', 'theme.ts']

export class PageBundle {
  readonly #folder: string
  #assets: Promise<Map<string, Asset>> | undefined

  /** `folder` is web/, with index.html, icon.svg and the entry points. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Answers `/`, `/icon.svg` and `/assets/…`; 404 for all else. The first call bundles, later ones do not. */
  async answer(request: Request): Promise<Response> {
    const assets = await this.#load()
    const asset = assets.get(new URL(request.url).pathname)
    if (!asset) return Response.json({ error: 'no such file' }, { status: 404 })
    return respond(request, asset)
  }

  /** A bundle that failed is tried again at the next visit. */
  #load(): Promise<Map<string, Asset>> {
    this.#assets ??= bundle(this.#folder).catch(error => {
      this.#assets = undefined
      throw error
    })
    return this.#assets
  }
}

async function bundle(folder: string): Promise<Map<string, Asset>> {
  const files = await build(folder)
  const names = new Map([...files.keys()].map(name => [name.replace(/-[A-Z0-9]{8}\./, '.'), name]))
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const page = html.replace(/\/assets\/([\w.]+)/g, (_, name: string) => `/assets/${names.get(name) ?? name}`)
  const assets = new Map<string, Asset>()
  assets.set('/', await toAsset('html', Buffer.from(page), 'no-cache'))
  assets.set('/icon.svg', await toAsset('svg', await readFile(join(folder, 'icon.svg')), 'max-age=86400'))
  for (const [name, body] of files) {
    const type = name.slice(name.lastIndexOf('.') + 1)
    assets.set(`/assets/${name}`, await toAsset(type, body, 'public, max-age=31536000, immutable'))
  }
  return assets
}

/** File name with hash -> content. esbuild is loaded here and not before: it is not on the way to ready. */
async function build(folder: string): Promise<Map<string, Buffer>> {
  const { build: run } = await import('esbuild')
  const { outputFiles } = await run({
    entryPoints: ENTRIES.map(name => join(folder, name)),
    entryNames: '[name]-[hash]',
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  })
  return new Map(outputFiles.map(file => [basename(file.path), Buffer.from(file.contents)]))
}

async function toAsset(kind: string, body: Buffer, cache: string): Promise<Asset> {
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

function respond(request: Request, asset: Asset): Response {
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
