// What one client sees of a world, as the server had it at the last patch. A patch is applied whole before anybody hears of it.
// Values are absolute and ids are never used again, so nothing depends on what was missed: a full patch puts all right.

import type { Patch } from '../../generated/index.ts'
import type { Protocol } from '../../sproto/index.ts'
import { ListMirror, News } from './entity-list.ts'
import { listsOf, type Values } from './shape.ts'

/** The body of a push that is a view. */
export type ViewBody = Values & { patch?: Patch | undefined }

export class Mirror {
  /** Of the last patch that was applied; 0 before the first. */
  tick = 0
  readonly lists: readonly ListMirror[]

  /** Throws where the schema has no such view. */
  constructor(protocol: Protocol, view: string) {
    this.lists = listsOf(protocol, view).map(shape => new ListMirror(shape))
  }

  /** Returns what is to be told; undefined where the patch is older than what is there, or builds on what never came. */
  apply(body: ViewBody): News | undefined {
    const { tick, is_full, gone, keep } = body.patch!
    if (!is_full && (this.tick === 0 || tick <= this.tick)) return undefined
    const news = new News()
    for (const id of gone ?? []) for (const list of this.lists) list.remove(id, news)
    if (is_full) this.#keepOnly(new Set(keep), body, news)
    for (const list of this.lists) for (const record of recordsOf(body, list)) list.put(record, news)
    this.tick = tick
    return news
  }

  /** Forgets all: another life of the world begins. */
  clear(): News {
    const news = new News()
    for (const list of this.lists) list.keep(new Set(), news)
    this.tick = 0
    return news
  }

  /** All as a full patch, for one who has nothing. */
  whole(view: number): ViewBody {
    const body: ViewBody = { patch: { view, tick: this.tick, is_full: true } as Patch }
    for (const list of this.lists) if (list.size > 0) body[list.shape.name] = [...list]
    return body
  }

  #keepOnly(stays: Set<number>, body: ViewBody, news: News): void {
    for (const list of this.lists) for (const { id } of recordsOf(body, list)) stays.add(id as number)
    for (const list of this.lists) list.keep(stays, news)
  }
}

export const recordsOf = (body: ViewBody, list: ListMirror): readonly Values[] =>
  (body[list.shape.name] as Values[] | undefined) ?? []
