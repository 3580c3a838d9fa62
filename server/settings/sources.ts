// Where the value of each setting comes from (--set, a variable, the file, the default), so that errors can say so.

import type { z } from 'zod'
import { StartError } from '../core/errors.ts'
import { nearest } from '../lib/nearest.ts'
import { canBeText, sayIssue, valueAt } from '../lib/schema/say-issue.ts'
import type { AppliedSet } from './apply-set.ts'
import { isHidden } from './secrets.ts'
import { isSection, type SettingValues, settingAt, settingsIn } from './setting-tree.ts'

export class Sources {
  readonly #file: string
  readonly #given: SettingValues
  /** Of the whole configuration. */
  readonly schema: z.ZodType
  readonly #sets: string[] = []
  /** Path -> what was typed for it, which may have been read as JSON. */
  readonly #typed = new Map<string, string>()
  /** Path -> name. */
  readonly #variables = new Map<string, string>()

  /** `given`: what stands in the file. */
  constructor(file: string, given: SettingValues, schema: z.ZodType) {
    this.#file = file
    this.#given = given
    this.schema = schema
  }

  addVariable(path: string, name: string, text: string): void {
    this.#variables.set(path, name)
    this.#typed.set(path, text)
  }

  addSet({ path, text, paths }: AppliedSet): void {
    this.#sets.push(...paths)
    this.#typed.set(path, text)
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
    const variable = this.#variables.get(path)
    if (this.#isSet(path)) return '--set'
    return variable === undefined ? this.#file : `the variable ${variable}`
  }

  /** Where a value comes from, in a word. */
  of(path: string): string {
    return this.#prefix(path)?.replace(/^the |[: ]+$/g, '') ?? 'default'
  }

  /** How to write what was typed there as a text. Undefined where nothing was. `isSecret`: it is not shown. */
  asText(path: string, isSecret: boolean): string | undefined {
    const typed = this.#typed.get(path)
    if (typed === undefined) return undefined
    const text = isSecret ? '"…"' : JSON.stringify(typed)
    return this.#isSet(path) ? `--set '${path}=${text.replaceAll("'", "'\\''")}'` : text
  }

  explain(error: unknown): unknown {
    if (!(error instanceof StartError)) return error
    const [, path, rest] = /^([a-z]\w*(?:\.\w+)*)((?:: | is ).*)$/i.exec(error.message) ?? []
    if (!path || !settingAt(this.schema, path.split('.'))) return error
    return new StartError(this.name(path) + rest, { cause: error })
  }

  #prefix(path: string): string | undefined {
    if (this.#isSet(path)) return '--set '
    const variable = this.#variables.get(path)
    if (variable !== undefined) return `the variable ${variable}: `
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

/** One line for each setting that is wrong; `input`: what was given in all. */
export function describeIssue(issue: z.core.$ZodIssue, sources: Sources, input: unknown): string[] {
  const path = issue.path.join('.')
  if (issue.code !== 'unrecognized_keys')
    return [`${sources.nameMissing(path)}: ${sayWithHint(issue, sources, valueAt(input, issue.path))}`]
  const known = Object.keys(settingsIn(settingAt(sources.schema, issue.path)!) ?? {})
  return issue.keys.map(key => {
    const full = [...issue.path, key].join('.')
    const near = nearest(key, known, Math.max(2, key.length / 2))
    const hint = near ? `, did you mean ${[...issue.path, near].join('.')}?` : ''
    return `${sources.nameUnknown(full)}: unknown setting ${full}${hint}`
  })
}

/** With the way to write a text, for whom what was typed was read as JSON and could have been one. */
function sayWithHint(issue: z.core.$ZodIssue, sources: Sources, value: unknown): string {
  const hidden = isSecret(issue, sources)
  const said = sayIssue(issue, value, hidden)
  const asText = value !== undefined && typeof value !== 'string' && canBeText(issue)
  const hint = asText && sources.asText(issue.path.join('.'), hidden)
  return hint ? `${said}; as a text: ${hint}` : said
}

/** Also within a setting that is secret as a whole. */
const isSecret = ({ path }: z.core.$ZodIssue, { schema }: Sources): boolean =>
  path.some((_, i) => {
    const part = settingAt(schema, path.slice(0, i + 1))
    return part !== undefined && isHidden(part)
  })
