// The manual as it goes over the wire: docs/en and docs/zh rendered at the first visit, then kept in memory with their
// compressed forms. Answers come from that memory only: no path of a request ever reaches the disk.
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
  #assets: Promise<Map<string, Asset>> | undefined

  /** `folder` is docs/; `fill` puts the names of scripts and styles into a page. */
  constructor(folder: string, fill: (html: string) => Promise<string>) {
    this.#folder = folder
    this.#fill = fill
  }

  async answer(request: Request): Promise<Response> {
    const asset = (await this.#load()).get(new URL(request.url).pathname.replace(/\/$/, ''))
    return asset ? respond(request, asset) : Response.json({ error: 'no such page' }, { status: 404 })
  }

  /** What failed is tried again at the next visit. */
  #load(): Promise<Map<string, Asset>> {
    this.#assets ??= this.#render().catch(error => {
      this.#assets = undefined
      throw error
    })
    return this.#assets
  }

  async #render(): Promise<Map<string, Asset>> {
    const assets = new Map<string, Asset>()
    for (const language of LANGUAGES) {
      const pages = await readPages(join(this.#folder, language), language)
      const contents = contentsOf(pages.get(INDEX)!.source)
      for (const [name, page] of pages) {
        const html = await this.#fill(layOut({ name, page, language, contents }))
        assets.set(pathOf(language, name), await toAsset('html', Buffer.from(html), 'no-cache'))
      }
      const sections = [...pages.values()].flatMap(page => page.sections)
      const index = Buffer.from(JSON.stringify(sections))
      assets.set(`/docs/search/${language}`, await toAsset('json', index, 'no-cache'))
    }
    return assets
  }
}

/** Name without `.md` -> page. The renderer is loaded here and not before: it is not on the way to ready. */
async function readPages(folder: string, language: ManualLanguage): Promise<Map<string, RenderedPage>> {
  const { renderPage } = await import('./render.ts')
  const files = (await readdir(folder)).filter(file => file.endsWith('.md')).sort()
  const pages = files.map(async file => {
    const name = file.slice(0, -3)
    const source = await readFile(join(folder, file), 'utf8')
    return [name, renderPage(source, { name, language })] as const
  })
  return new Map(await Promise.all(pages))
}
