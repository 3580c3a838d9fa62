// Where the value of each setting comes from (--set, the file, the default), so that errors can say so.

import type { z } from 'zod'
import { configSchema } from '../config.ts'
import { StartError } from '../core/errors.ts'
import { nearest } from '../lib/nearest.ts'
import { isSection, type SettingValues, settingAt, settingsIn } from './setting-tree.ts'

export class Sources {
  readonly #file: string
  readonly #given: SettingValues
  readonly #sets: string[] = []

  constructor(file: string, given: SettingValues) {
    this.#file = file
    this.#given = given
  }

  addSet(paths: readonly string[]): void {
    this.#sets.push(...paths)
  }

  /** The setting, behind the place that a person has to look at. */
  name(path: string): string {
    return `${this.#prefix(path) ?? 'the default of '}${path}`
  }

  /** Of what should be there: without a value of its own, its section's place is named. */
  nameMissing(path: string): string {
    let at = path
    while (at !== '' && this.#prefix(at) === undefined) at = at.slice(0, Math.max(0, at.lastIndexOf('.')))
    return `${this.#prefix(at) ?? `${this.#file}: `}${path || 'the whole'}`
  }

  /** The place only. */
  nameUnknown(path: string): string {
    return this.#isSet(path) ? '--set' : this.#file
  }

  explain(error: unknown): unknown {
    if (!(error instanceof StartError)) return error
    const [, path, rest] = /^([a-z]\w*(?:\.\w+)*)((?:: | is ).*)$/i.exec(error.message) ?? []
    if (!path || !settingAt(configSchema, path.split('.'))) return error
    return new StartError(this.name(path) + rest, { cause: error })
  }

  #prefix(path: string): string | undefined {
    if (this.#isSet(path)) return '--set '
    let value: unknown = this.#given
    for (const key of path.split('.')) {
      if (!isSection(value) || !Object.hasOwn(value, key)) return undefined
      value = value[key]
    }
    return `${this.#file}: `
  }

  #isSet(path: string): boolean {
    return this.#sets.some(set => set === path || set.startsWith(`${path}.`) || path.startsWith(`${set}.`))
  }
}

/** One line for each setting that is wrong. */
export function describeIssue(issue: z.core.$ZodIssue, sources: Sources): string[] {
  const path = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys') return [`${sources.nameMissing(path)}: ${issue.message}`]
  const known = Object.keys(settingsIn(settingAt(configSchema, issue.path)!) ?? {})
  return issue.keys.map(key => {
    const full = [...issue.path, key].join('.')
    const near = nearest(key, known, Math.max(2, key.length / 2))
    const hint = near ? `, did you mean ${[...issue.path, near].join('.')}?` : ''
    return `${sources.nameUnknown(full)}: unknown setting ${full}${hint}`
  })
}
