// The tester page as it goes over the wire: web/ bundled by esbuild at the first visit (so that it costs the start
// nothing), then kept in memory with its compressed forms. Answers come from that memory only: no path of a request
// ever reaches the disk. Scripts and styles carry their hash in the name and never expire.

import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Asset, respond, toAsset } from './asset.ts'

/** A module with what it loads later, in files of their own. */
const MODULES = ['main.tsx']

/** Scripts and styles that are one file each: the page's style, the few lines that set the theme before the first paint,
 * the thread of its sockets, and what the manual's pages use. */
const SINGLES = ['style.css', 'theme.ts', 'sockets.ts', 'manual/manual.ts', 'manual/manual.css']

interface Bundle {
  assets: Map<string, Asset>
  /** File name without hash -> with it. */
  names: Map<string, string>
}

export class PageBundle {
  readonly #folder: string
  #bundle: Promise<Bundle> | undefined

  /** `folder` is web/, with index.html, icon.svg and the entry points. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Answers `/`, `/icon.svg` and `/assets/…`; 404 for all else. The first call bundles, later ones do not. */
  async answer(request: Request): Promise<Response> {
    const { assets } = await this.#load()
    const asset = assets.get(new URL(request.url).pathname)
    if (!asset) return Response.json({ error: 'no such file' }, { status: 404 })
    return respond(request, asset)
  }

  /** `html` with the names that the assets in it have. */
  async fill(html: string): Promise<string> {
    return withHashes(html, (await this.#load()).names)
  }

  /** A bundle that failed is tried again at the next visit. */
  #load(): Promise<Bundle> {
    this.#bundle ??= bundle(this.#folder).catch(error => {
      this.#bundle = undefined
      throw error
    })
    return this.#bundle
  }
}

async function bundle(folder: string): Promise<Bundle> {
  const built = await Promise.all([build(folder, MODULES, 'esm'), build(folder, SINGLES, 'iife')])
  const files = new Map(built.flatMap(each => [...each]))
  const names = new Map([...files.keys()].map(name => [name.replace(/-[A-Z0-9]{8}\./, '.'), name]))
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const page = withHashes(html, names)
  const assets = new Map<string, Asset>()
  assets.set('/', toAsset('html', Buffer.from(page), 'no-cache'))
  assets.set('/icon.svg', toAsset('svg', await readFile(join(folder, 'icon.svg')), 'max-age=86400'))
  for (const [name, body] of files) {
    const type = name.slice(name.lastIndexOf('.') + 1)
    assets.set(`/assets/${name}`, toAsset(type, body, 'public, max-age=31536000, immutable'))
  }
  return { assets, names }
}

const withHashes = (html: string, names: ReadonlyMap<string, string>): string =>
  html.replace(/\/assets\/([\w.]+)/g, (_, name: string) => `/assets/${names.get(name) ?? name}`)

/** File name with hash -> content. esbuild is loaded here and not before: it is not on the way to ready. */
async function build(
  folder: string,
  entries: readonly string[],
  format: 'esm' | 'iife',
): Promise<Map<string, Buffer>> {
  const { build: run } = await import('esbuild')
  const { outputFiles } = await run({
    entryPoints: entries.map(name => join(folder, name)),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    format,
    splitting: format === 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  })
  return new Map(outputFiles.map(file => [basename(file.path), Buffer.from(file.contents)]))
}
