// What a client makes of the patches of a view, by nothing but the schema: strict, so that a patch which does not fit what came before is
// an error.

export interface Patch {
  view: number
  tick: number
  input?: number
  is_full?: boolean
  gone?: number[]
  keep?: number[]
  snapped?: number[]
}

export type Record_ = Record<string, unknown> & { id: number }

export class Mirror {
  /** By id; `$list` says of which list it is. */
  readonly entities = new Map<number, Record_>()
  /** Ids that have been here, and are not any more. */
  readonly #past = new Set<number>()
  readonly #fields: Readonly<Record<string, readonly string[]>>
  #waitsForFull = false
  tick = 0
  input = 0
  patches = 0
  fulls = 0
  /** When each was changed last, by the tick of the patch. */
  readonly changedAt = new Map<number, number>()

  /** `fields`: of each list, all fields of its entities. */
  constructor(fields: Readonly<Record<string, readonly string[]>>) {
    this.#fields = fields
  }

  /** It loses all that it has: what is on its way to it says nothing any more. */
  clear(): void {
    this.#waitsForFull = true
    this.entities.clear()
    this.tick = 0
  }

  /** Throws where the patch can't be right. */
  apply(body: Record<string, unknown>): void {
    const { tick, is_full = false, gone = [], keep = [], input = 0 } = body.patch as Patch
    if (this.#waitsForFull && !is_full) return
    this.#waitsForFull = false
    if (tick <= this.tick) throw new Error(`a patch of tick ${tick} behind one of ${this.tick}`)
    this.tick = tick
    this.input = input
    this.patches++
    for (const id of gone) this.#delete(id, is_full)
    if (is_full) this.#beginFull(keep, body)
    for (const [list, fields] of Object.entries(this.#fields))
      for (const record of (body[list] ?? []) as Record_[]) this.#merge(list, fields, record)
  }

  #beginFull(keep: readonly number[], body: Record<string, unknown>): void {
    this.fulls++
    const lists = Object.keys(this.#fields).flatMap(list => (body[list] ?? []) as Record_[])
    const stay = new Set([...keep, ...lists.map(({ id }) => id)])
    for (const id of keep) if (!this.entities.has(id)) throw new Error(`${id} is kept, and not there`)
    for (const id of this.entities.keys()) if (!stay.has(id)) this.#delete(id, true)
  }

  #delete(id: number, mayLack: boolean): void {
    if (!this.entities.delete(id) && !mayLack) throw new Error(`${id} is gone, and was not there`)
    this.#past.add(id)
  }

  #merge(list: string, fields: readonly string[], record: Record_): void {
    const had = this.entities.get(record.id)
    const given = Object.fromEntries(
      Object.entries(record).filter(([, value]) => value !== undefined),
    ) as Record_
    this.changedAt.set(record.id, this.tick)
    if (had) {
      if (had.$list !== list) throw new Error(`${record.id} was in ${had.$list}, and is in ${list}`)
      Object.assign(had, given)
      return
    }
    const lacks = fields.filter(field => !(field in given))
    if (lacks.length > 0) throw new Error(`${record.id} comes without ${lacks.join(', ')}`)
    this.entities.set(record.id, { ...given, $list: list })
  }
}
