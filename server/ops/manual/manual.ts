// The manual as it goes over the wire: a page of docs/en or docs/zh is rendered at its first visit, then kept in memory
// with its compressed forms. Only pages that the folders list are ever read: no path of a request reaches the disk.
//
// /docs, /docs/PAGE: English · /docs/zh, /docs/zh/PAGE: Chinese · /docs/search/LANGUAGE: what the search looks through

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Asset, respond, toAsset } from '../page/asset.ts'
import { contentsOf, layOut } from './layout.ts'
import { INDEX, type ManualLanguage, pathOf } from './paths.ts'
import type { RenderedPage } from './render.ts'

const LANGUAGES: readonly ManualLanguage[] = ['en', 'zh']

export class Manual {
  readonly #folder: string
  readonly #fill: (html: string) => Promise<string>
  #makers: Promise<Map<string, () => Promise<Asset>>> | undefined
  readonly #assets = new Map<string, Promise<Asset>>()

  /** `folder` is docs/; `fill` puts the names of scripts and styles into a page. */
  constructor(folder: string, fill: (html: string) => Promise<string>) {
    this.#folder = folder
    this.#fill = fill
  }

  async answer(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace(/\/$/, '')
    this.#makers ??= this.#listPages()
    const make = (await this.#makers).get(path)
    if (!make) return Response.json({ error: 'no such page' }, { status: 404 })
    return respond(request, await this.#keep(path, make))
  }

  /** What failed is tried again at the next visit. */
  #keep(path: string, make: () => Promise<Asset>): Promise<Asset> {
    const known = this.#assets.get(path)
    if (known) return known
    const asset = make().catch(error => {
      this.#assets.delete(path)
      throw error
    })
    this.#assets.set(path, asset)
    return asset
  }

  /** Path -> what makes its answer. */
  async #listPages(): Promise<Map<string, () => Promise<Asset>>> {
    const makers = new Map<string, () => Promise<Asset>>()
    for (const language of LANGUAGES) {
      const files = await readdir(join(this.#folder, language))
      const names = files.filter(file => file.endsWith('.md')).map(file => file.slice(0, -3))
      for (const name of names) makers.set(pathOf(language, name), () => this.#page(language, name))
      makers.set(`/docs/search/${language}`, () => this.#search(language, names))
    }
    return makers
  }

  async #page(language: ManualLanguage, name: string): Promise<Asset> {
    const [page, index] = await Promise.all([this.#render(language, name), this.#read(language, INDEX)])
    const html = await this.#fill(layOut({ name, page, language, contents: contentsOf(index) }))
    return toAsset('html', Buffer.from(html), 'no-cache')
  }

  async #search(language: ManualLanguage, names: readonly string[]): Promise<Asset> {
    const pages = await Promise.all(names.map(name => this.#render(language, name)))
    const sections = pages.flatMap(page => page.sections)
    return toAsset('json', Buffer.from(JSON.stringify(sections)), 'no-cache')
  }

  /** The renderer is loaded here and not before: it is not on the way to ready. */
  async #render(language: ManualLanguage, name: string): Promise<RenderedPage> {
    const { renderPage } = await import('./render.ts')
    return renderPage(await this.#read(language, name), { name, language })
  }

  #read(language: ManualLanguage, name: string): Promise<string> {
    return readFile(join(this.#folder, language, `${name}.md`), 'utf8')
  }
}
